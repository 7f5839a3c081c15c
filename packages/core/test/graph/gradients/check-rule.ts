import { create } from '@bufbuild/protobuf'
import { OperatorSetIdProtoSchema } from 'onnx-buf'
import { expect } from 'vitest'
import type { TensorFact } from '../../../src/graph/facts.ts'
import { differentiate } from '../../../src/graph/gradients/differentiate.ts'
import { cpuPolicy, type ProviderPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import type { RectifierRule } from '../../../src/graph/gradients/rule.ts'
import { elementTypes, type OnnxNode, type OnnxTensor } from '../../../src/graph/proto.ts'
import { createFloats, createIntegers } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel, writeModel } from '../../../src/graph/write-model.ts'
import { createNativeRuntime } from '../../../src/model/runtime.node.ts'
import { createRandom } from '../../../src/random/random.ts'
import { runReference } from './reference/reference.ts'
import type { Tensor64 } from './reference/tensor.ts'

/** A few nodes whose derivative is checked: from `wrt` tensors, through constants, to the tensor `y`. */
export interface RuleCase {
  readonly nodes: readonly OnnxNode[]
  /** Tensors that are differentiated by, f32 numbers. */
  readonly wrt: Readonly<Record<string, Tensor64>>
  readonly floats?: Readonly<Record<string, Tensor64>>
  /** int64 constants: axes, shapes, indices. */
  readonly integers?: Readonly<Record<string, Tensor64>>
  /** 16 unless told. */
  readonly opset?: number
  readonly policy?: ProviderPolicy
  readonly rectifier?: RectifierRule
}

/** Largest error allowed, relative to the largest entry of the gradient. */
const tolerance = 1e-5

/**
 * Differentiates the nodes, runs forward and backward part in ONNX Runtime and compares with central differences of the float64 reference,
 * for a random linear combination of the numbers of `y`.
 */
export async function checkRule(given: RuleCase): Promise<void> {
  const { gradients, seed, answer } = await gradientsOf(given)
  expectForward(given, answer)
  for (const [name, tensor] of Object.entries(given.wrt)) {
    const expected = centralDifferences(given, name, tensor, seed)
    const scale = Math.max(...expected.map(Math.abs), 1e-3)
    const actual = gradients[name]!
    expect(actual.length, `${name}: length`).toBe(expected.length)
    expected.forEach((value, i) => {
      expect(Math.abs(actual[i]! - value) / scale, `${name}[${i}]: ${actual[i]} for ${value}`).toBeLessThanOrEqual(tolerance)
    })
  }
}

/** A reference that computes something else than the runtime does would prove nothing. */
function expectForward(given: RuleCase, actual: Float32Array): void {
  const { values } = runReference(given.nodes, namedTensors(given)).get('y')!
  const scale = Math.max(...values.map(Math.abs), 1e-3)
  values.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value) / scale, `y[${i}]: ${actual[i]} for ${value}`).toBeLessThanOrEqual(10 * tolerance)
  })
}

/** What ONNX Runtime computes: the numbers of `y`, and gradients of a linear combination of them (with random weights, or those given). */
export async function gradientsOf(
  given: RuleCase,
  weights?: ArrayLike<number>,
): Promise<{
  readonly gradients: Readonly<Record<string, Float32Array>>
  readonly seed: Float32Array
  readonly answer: Float32Array
}> {
  const { nodes, wrt, floats = {}, integers = {}, opset = 16, policy = cpuPolicy, rectifier } = given
  const tensors = runReference(nodes, namedTensors(given))
  const names = Object.keys(wrt)
  const integerNames = new Set(Object.keys(integers))
  const facts = new Map(
    [...tensors].map(([name, { dims, values, elementType = elementTypes.float32 }]): [string, TensorFact] => {
      const isInteger = integerNames.has(name)
      const isConstant = isInteger || name in floats
      return [
        name,
        {
          elementType: isInteger ? elementTypes.int64 : elementType,
          dims,
          values: isConstant ? Array.from(values) : null,
        },
      ]
    }),
  )
  const y = tensors.get('y')!
  const model = createModel(
    {
      inputs: names.map((name) => declareValue(name, wrt[name]!.dims)),
      outputs: [declareValue('y', y.dims)],
      constants: [
        ...Object.entries(floats).map(([name, { dims, values }]): OnnxTensor => createFloats(name, dims, values)),
        ...Object.entries(integers).map(([name, { dims, values }]): OnnxTensor => createIntegers(name, dims, Array.from(values))),
      ],
      nodes,
    },
    opset,
  )
  for (const domain of new Set(nodes.map((node) => node.domain).filter((name) => name !== ''))) {
    model.opsetImport.push(create(OperatorSetIdProtoSchema, { domain, version: 1n }))
  }
  const derived = differentiate(model, {
    of: 'y',
    wrt: names,
    facts,
    weights: new Map(),
    policy,
    ...(rectifier === undefined ? {} : { rectifier }),
  })
  const random = createRandom(7)
  const seed = Float32Array.from({ length: y.values.length }, (_, i) => weights?.[i] ?? random.next() * 2 - 1)
  const runtime = await createNativeRuntime(1)
  const inputs = Object.fromEntries(
    names.map((name) => [name, { shape: wrt[name]!.dims, values: Float32Array.from(wrt[name]!.values) }]),
  )
  const results = await runtime.trace(writeModel(derived.model), new Map(), {
    ...inputs,
    [derived.seed]: { shape: y.dims, values: seed },
  })
  return {
    seed,
    answer: results['y']!.values,
    gradients: Object.fromEntries(names.map((name, i) => [name, results[derived.gradients[i]!]!.values])),
  }
}

/** Random numbers in [-1, 1) that float32 holds exactly, at least `away` from each of `kinks`. */
export function randomTensor(dims: readonly number[], seed = 1, kinks: readonly number[] = [], away = 0.01): Tensor64 {
  const random = createRandom(seed)
  const draw = (): number => {
    const value = Math.fround(random.next() * 2 - 1)
    return kinks.some((kink) => Math.abs(value - kink) < away) ? draw() : value
  }
  return { dims, values: Float64Array.from({ length: dims.reduce((product, size) => product * size, 1) }, draw) }
}

function namedTensors({ wrt, floats = {}, integers = {} }: RuleCase): Map<string, Tensor64> {
  return new Map([...Object.entries(wrt), ...Object.entries(floats), ...Object.entries(integers)])
}

function centralDifferences(given: RuleCase, name: string, tensor: Tensor64, seed: Float32Array): readonly number[] {
  const step = 1e-5
  const others = namedTensors(given)
  const combination = (values: Float64Array): number => {
    const { values: y } = runReference(given.nodes, new Map([...others, [name, { ...tensor, values }]])).get('y')!
    return y.reduce((sum, value, i) => sum + value * seed[i]!, 0)
  }
  return Array.from(tensor.values, (value, i) => {
    const shifted = (by: number): Float64Array => tensor.values.with(i, value + by)
    return (combination(shifted(step)) - combination(shifted(-step))) / (2 * step)
  })
}
