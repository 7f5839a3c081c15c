import { create } from '@bufbuild/protobuf'
import * as fc from 'fast-check'
import { FunctionProtoSchema } from 'onnx-buf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNode } from '../../src/graph/node.ts'
import { decodeModel, encodeModel, graphOf, type OnnxModel } from '../../src/graph/proto.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { additive } from '../../src/testing/tiny-models/additive.ts'
import { convReluPoolGemm } from '../../src/testing/tiny-models/conv-relu-pool-gemm.ts'
import { skipped } from '../../src/testing/tiny-models/skipped.ts'
import { tokens } from '../../src/testing/tiny-models/tokens.ts'
import { damaged, damages } from './damage.ts'
import { forged, plans } from './forge-model.ts'
import { createModelOpener, type ModelOpener } from './model-opener.ts'
import { seed } from './outcome.ts'

const files = 120
const foreseen = /^(fine|MODEL_[A-Z_]+|GRADIENT_[A-Z_]+|USAGE_PARAMETER|crashed: .+)$/

const models = { convReluPoolGemm, skipped, tokens, additive } as const
type ModelName = keyof typeof models
const names = Object.keys(models) as ModelName[]

let opener: ModelOpener
beforeAll(() => {
  opener = createModelOpener()
})
afterAll(() => {
  console.info(`${opener.crashes()} hostile models ended the process that opened them.`)
  opener.close()
})

describe(`${files} hostile files of each model (seed ${seed})`, () => {
  it.each(names)('%s with damaged bytes: an opened model, or a coded error', async (name) => {
    const { model } = models[name]()
    const property = fc.asyncProperty(damages, async (all) => {
      expect((await opener.open(damaged(model, all))).outcome).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it.each(names)('%s with forged parts: an opened model, or a coded error', async (name) => {
    const { model } = models[name]()
    const property = fc.asyncProperty(plans, async (all) => {
      expect((await opener.open(forged(model, all))).outcome).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })
})

/** The convolutional network after a change. */
function changed(change: (model: OnnxModel) => void): Uint8Array {
  const model = decodeModel(convReluPoolGemm().model)
  change(model)
  return encodeModel(model)
}

/** A chain of so many operators between the map and what reads it; the last one has no derivative, so that only its rules are looked for. */
function chain(length: number): Uint8Array {
  return changed((model) => {
    const { node } = graphOf(model)
    node[0]!.output = ['link0']
    for (let i = 0; i < length; i++) node.push(createNode('Relu', [`link${i}`], [`link${i + 1}`]))
    node.push(createNode('Hardmax', [`link${length}`], ['map']))
  })
}

/** A field of a message, in protobuf's own writing. */
function field(number: number, bytes: Uint8Array): Uint8Array {
  const length: number[] = []
  for (let rest = bytes.length; length.length === 0 || rest > 0; rest = Math.floor(rest / 128))
    length.push((rest % 128) + (rest >= 128 ? 128 : 0))
  return Buffer.concat([Uint8Array.of(number * 8 + 2, ...length), bytes])
}

/** Graphs within graphs, so many deep: written by hand, since a library that writes messages recursively would not come back. */
function nested(depth: number): Uint8Array {
  let graph: Uint8Array = new Uint8Array(0)
  for (let i = 0; i < depth; i++) {
    // The fields are `g` of an attribute, `attribute` of a node, `node` of a graph.
    const node = Buffer.concat([
      field(4, Buffer.from('Loop')),
      field(5, Buffer.concat([field(1, Buffer.from('body')), field(6, graph)])),
    ])
    graph = field(1, node)
  }
  // Two fields `graph` of a model are one graph.
  return Buffer.concat([convReluPoolGemm().model, field(7, graph)])
}

/** So many functions, each of which calls the next one twice. */
function doublingFunctions(count: number): Uint8Array {
  return changed((model) => {
    for (let i = 0; i < count; i++) {
      const last = i === count - 1
      const call = (from: string, to: string) =>
        Object.assign(createNode(last ? 'Relu' : `Twice${i + 1}`, [from], [to]), { domain: last ? '' : 'own' })
      const node = [call('x', 'y'), call('y', 'z')]
      model.functions.push(create(FunctionProtoSchema, { name: `Twice${i}`, domain: 'own', input: ['x'], output: ['z'], node }))
    }
    Object.assign(graphOf(model).node[1]!, { opType: 'Twice0', domain: 'own' })
  })
}

describe('models that ask for more than there is', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    ['a chain of 10 000 operators', () => chain(10_000), /^GRADIENT_NO_RULE$/],
    ['a graph 50 graphs deep', () => nested(50), /^MODEL_/],
    ['a graph 1000 graphs deep', () => nested(1000), /^MODEL_/],
    ['a graph 5000 graphs deep', () => nested(5000), /^MODEL_/],
    ['a thousand functions, each of which calls the next one twice', () => doublingFunctions(1000), /^MODEL_TOO_LARGE$/],
    [
      'an operator that makes a terabyte of a number',
      () =>
        changed((model) => {
          const graph = graphOf(model)
          graph.initializer.push(createFloats('large', [1], [1]))
          graph.node.push(createNode('ConstantOfShape', ['sizes'], ['huge']), createNode('Add', ['map', 'huge'], ['more']))
          graph.node[1]!.input = ['more']
          const sizes = { name: 'sizes', dims: [4n], dataType: 7, int64Data: [1n, 4n, 2n ** 20n, 2n ** 20n] }
          graph.initializer.push(Object.assign(createFloats('sizes', [0], []), sizes))
        }),
      /^MODEL_TOO_LARGE$/,
    ],
    [
      'pictures of 2^31 pixels a side',
      () => changed((model) => graphOf(model).input.splice(0, 1, declareValue('input', [1, 3, 2 ** 31, 2 ** 31]))),
      /^MODEL_TOO_LARGE$/,
    ],
  ])('%s', async (_, file, expected) => {
    expect((await opener.open(file())).outcome).toMatch(expected)
  })

  it('have not made the process that opened them take 2 GiB', async () => {
    expect((await opener.open(convReluPoolGemm().model)).peak).toBeLessThan(2048)
  })
})

describe('models that once ended without a coded error', () => {
  it('an answer that is the same three rows for any number of pictures', async () => {
    const file = changed((model) => {
      graphOf(model).output[0]!.name = 'head'
    })
    expect((await opener.open(file)).outcome).toBe('MODEL_NOT_A_CLASSIFIER')
  })
})
