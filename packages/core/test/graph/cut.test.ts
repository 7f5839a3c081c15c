import { beforeAll, describe, expect, test } from 'vitest'
import { cut, skipsOf } from '../../src/graph/cut.ts'
import type { TensorFacts } from '../../src/graph/facts.ts'
import { headOf } from '../../src/graph/head.ts'
import { elementTypes, graphOf } from '../../src/graph/proto.ts'
import { readModel } from '../../src/graph/read-model.ts'
import { declareValue } from '../../src/graph/value.ts'
import { writeModel } from '../../src/graph/write-model.ts'
import { createNormalise } from '../../src/model/normalise.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { convReluPoolGemm, skipped, skippedTensors } from '../../src/testing/index.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await createNativeRuntime(1)
})

const tiny = skipped()
const model = readModel(tiny.model)
const input = createNormalise(tiny.preprocess)(tiny.frame.rgb)
const map = [1, 4, 8, 8]
const frame = declareValue('input', [1, 3, 8, 8])
const logits = declareValue('logits', [1, 3])

describe('a model in two parts', () => {
  test('computes what the whole does, bit for bit', async () => {
    const small = convReluPoolGemm()
    const whole = readModel(small.model)
    const pixels = createNormalise(small.preprocess)(small.frame.rgb)
    const embedding = declareValue('embedding', [1, 4])
    const features = await run(cut(whole, { from: [frame], to: [embedding] }), { input: [[1, 3, 8, 8], pixels] })
    const head = await run(cut(whole, { from: [embedding], to: [logits] }), { embedding: [[1, 4], features['embedding']!] })
    expect(head['logits']).toEqual((await run(whole, { input: [[1, 3, 8, 8], pixels] }))['logits'])
  })

  test('holds only the operators and constants between its ends', () => {
    const part = graphOf(cut(model, { from: [declareValue('first', map)], to: [declareValue('second', map)] }))
    expect(part.node.map(({ opType }) => opType)).toEqual(['Conv', 'Tanh'])
    expect(part.initializer.map(({ name }) => name)).toEqual(['body'])
  })

  test('must not depend on the picture by another way', () => {
    const around = { from: [declareValue('second', map)], to: [logits] }
    expect(() => cut(model, around)).toThrow('also reads "input"')
  })
})

describe('what goes around a layer', () => {
  test('is the tensor that the rest reads beside it, and not the sizes of one', () => {
    expect(skipsOf(model, 'second', 'logits')).toEqual(['first'])
  })

  test('is nothing where everything passes through the layer', () => {
    expect(skipsOf(model, 'sum', 'logits')).toEqual([])
  })

  test('is what the tensor is made from, where it cannot be fed itself', () => {
    expect(skipsOf(model, 'second', 'logits', (name) => name !== 'first')).toEqual(['stem_map'])
  })
})

describe('the part behind a layer', () => {
  const float = (dims: readonly number[]) => ({ elementType: elementTypes.float32, dims, values: null })
  const facts: TensorFacts = new Map([
    ['first', float(map)],
    ['second', float(map)],
    ['logits', float([1, 3])],
  ])
  const options = { layer: 'second', output: 'logits', facts, batch: 1, isFree: true }

  test('takes any number of rows, although the network takes their number from a tensor in front', async () => {
    const head = headOf(model, options)
    expect(head).toMatchObject({ skips: ['first'], isFree: true })
    const { first, second } = skippedTensors(input)
    const halved = second.map((value) => value / 2)
    const results = await run(head.model, {
      second: [[2, 4, 8, 8], Float32Array.of(...second, ...halved)],
      first: [[2, 4, 8, 8], Float32Array.of(...first, ...first)],
    })
    const expected = [...skippedTensors(input).logits, ...skippedTensors(input, halved).logits]
    expected.forEach((value, i) => {
      expect(results['logits']![i]).toBeCloseTo(value, 5)
    })
  })

  test('keeps a fixed batch', async () => {
    const head = headOf(model, { ...options, isFree: false })
    expect(head.isFree).toBe(false)
    const { first, second, logits: expected } = skippedTensors(input)
    const results = await run(head.model, { second: [map, Float32Array.from(second)], first: [map, Float32Array.from(first)] })
    expected.forEach((value, i) => {
      expect(results['logits']![i]).toBeCloseTo(value, 5)
    })
  })
})

async function run(
  part: typeof model,
  inputs: Readonly<Record<string, readonly [shape: readonly number[], values: Float32Array]>>,
): Promise<Readonly<Record<string, Float32Array>>> {
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, [shape, values]]) => [name, { shape, values }]))
  const results = await runtime.trace(writeModel(part), new Map(), feeds)
  return Object.fromEntries(Object.entries(results).map(([name, { values }]) => [name, values]))
}
