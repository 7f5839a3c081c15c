import type { TensorFact, TensorFacts } from '../facts.ts'
import { type AttributeValue, createNode } from '../node.ts'
import { elementTypes, type OnnxNode, type OnnxTensor } from '../proto.ts'
import { createFloats, createIntegers } from '../tensor.ts'

/** Appends nodes and constants to a graph: every tensor gets a fresh name and its shape is recorded; equal constants are one. */
export interface GraphBuilder {
  /** Version of the default operator set, 16 or later. */
  readonly opset: number
  /** Adds one operator with one output of that shape, float32 unless told, and returns the output's name. */
  readonly add: (
    opType: string,
    inputs: readonly string[],
    dims: readonly number[],
    attributes?: Readonly<Record<string, AttributeValue>>,
    elementType?: number,
  ) => string
  /** Adds one operator with several outputs. */
  readonly addMany: (
    opType: string,
    inputs: readonly string[],
    outputs: readonly Omit<TensorFact, 'values'>[],
    attributes?: Readonly<Record<string, AttributeValue>>,
  ) => readonly string[]
  /** A float32 constant; small ones are shared by value. */
  readonly floats: (values: ArrayLike<number>, dims: readonly number[]) => string
  readonly scalar: (value: number) => string
  /** An int64 vector. */
  readonly integers: (values: readonly number[]) => string
  /** A fresh name for an output added to a forward node, with its facts recorded. */
  readonly declare: (fact: Omit<TensorFact, 'values'>) => string
  readonly fact: (tensor: string) => TensorFact
  readonly dims: (tensor: string) => readonly number[]
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxTensor[]
}

/** Constants above this many numbers are not compared with others. */
const sharedLength = 64

/** A builder beside a graph whose tensors are known; `taken` are the names in use there. */
export function createGraphBuilder(facts: TensorFacts, taken: ReadonlySet<string>, opset: number): GraphBuilder {
  const known = new Map(facts)
  const nodes: OnnxNode[] = []
  const constants: OnnxTensor[] = []
  const shared = new Map<string, string>()
  let made = 0

  const fresh = (hint: string): string => {
    let name: string
    do name = `back_${hint}_${made++}`
    while (taken.has(name))
    return name
  }
  const fact = (tensor: string): TensorFact => {
    const found = known.get(tensor)
    if (found === undefined) throw new RangeError(`Nothing is known of the tensor "${tensor}".`)
    return found
  }
  const declare = (of: Omit<TensorFact, 'values'>): string => {
    const name = fresh('output')
    known.set(name, { ...of, values: null })
    return name
  }
  const constant = (key: string, length: number, make: (name: string) => OnnxTensor, of: TensorFact): string => {
    const found = length <= sharedLength ? shared.get(key) : undefined
    if (found !== undefined) return found
    const name = fresh('constant')
    constants.push(make(name))
    known.set(name, of)
    if (length <= sharedLength) shared.set(key, name)
    return name
  }
  const floats = (values: ArrayLike<number>, dims: readonly number[]): string => {
    const isShort = values.length <= sharedLength
    const list = isShort ? Array.from(values) : null
    // The text tells -0 from 0, which Array.join does not.
    const key = list === null ? '' : `f${dims}:${list.map((value) => (Object.is(value, -0) ? '-0' : value))}`
    return constant(key, values.length, (name) => createFloats(name, dims, values), {
      elementType: elementTypes.float32,
      dims,
      values: list,
    })
  }
  const addMany: GraphBuilder['addMany'] = (opType, inputs, outputs, attributes = {}) => {
    const names = outputs.map((output) => {
      const name = fresh(opType)
      known.set(name, { ...output, values: null })
      return name
    })
    nodes.push(createNode(opType, inputs, names, attributes))
    return names
  }

  return {
    opset,
    add: (opType, inputs, dims, attributes = {}, elementType = elementTypes.float32) =>
      addMany(opType, inputs, [{ elementType, dims }], attributes)[0]!,
    addMany,
    floats,
    scalar: (value) => floats([value], []),
    integers: (values) =>
      constant(`i${values}`, values.length, (name) => createIntegers(name, [values.length], values), {
        elementType: elementTypes.int64,
        dims: [values.length],
        values,
      }),
    declare,
    fact,
    dims: (tensor) => fact(tensor).dims,
    nodes,
    constants,
  }
}
