import { product } from '../broadcast.ts'
import type { TensorFact } from '../facts.ts'
import type { OnnxNode } from '../proto.ts'
import { elementTypes } from '../proto.ts'
import type { Weights } from '../tensor.ts'

/** What an inference may look at: one operator, and what is known of its inputs. */
export interface NodeView {
  readonly node: OnnxNode
  /** Version of the default operator set. */
  readonly opset: number
  /** For the constants in a node's attributes. */
  readonly weights: Weights
  /** In the order of the node's inputs; undefined for one that is left out. */
  readonly inputs: readonly (TensorFact | undefined)[]
}

/** What is known of an operator's outputs, in their order; null where it cannot be told, as when the inputs do not go together. */
export type Inference = (view: NodeView) => readonly TensorFact[] | null

/** Inferences by operator; names of other domains than ONNX's own carry it in front, as `com.microsoft::Gelu`. */
export type Inferences = Readonly<Record<string, Inference>>

/** Numbers of constants are kept up to this many: index programs of windowed attention have some thousand. */
export const mostValues = 4096

/** A fact; `compute` gives its numbers where it is small and they are known, and is not called otherwise. */
export function made(
  elementType: number,
  dims: readonly number[],
  compute: () => readonly number[] | null = () => null,
): TensorFact {
  const values = product(dims) <= mostValues ? compute() : null
  return { elementType, dims, values: values && stored(values, elementType) }
}

/** One output made by `made`. */
export function one(
  elementType: number,
  dims: readonly number[] | null,
  compute?: () => readonly number[] | null,
): readonly TensorFact[] | null {
  return dims === null ? null : [made(elementType, dims, compute)]
}

/** The numbers of an input that is a known constant; null otherwise, and where it is left out. */
export function valuesOf({ inputs }: NodeView, index: number): readonly number[] | null {
  return inputs[index]?.values ?? null
}

/** An axis counted from the start; null where the tensor has no such axis. */
export function axisOf(axis: number, rank: number): number | null {
  const fromStart = axis < 0 ? axis + rank : axis
  return fromStart >= 0 && fromStart < rank ? fromStart : null
}

/** Several axes counted from the start; null where one of them does not exist. */
export function axesOf(axes: readonly number[], rank: number): readonly number[] | null {
  const fromStart = axes.map((axis) => axisOf(axis, rank))
  return fromStart.every((axis) => axis !== null) ? fromStart : null
}

/** Whether numbers of that type have a fraction. */
export function isFloating(elementType: number): boolean {
  const floating: readonly number[] = [elementTypes.float32, elementTypes.float64, elementTypes.float16, bfloat16]
  return floating.includes(elementType)
}

const bfloat16 = 16

/** What the runtime would hold after writing the numbers as that type; null where this cannot be said. */
function stored(values: readonly number[], elementType: number): readonly number[] | null {
  switch (elementType) {
    case elementTypes.float32:
      return values.map(Math.fround)
    case elementTypes.float64:
      return values
    case elementTypes.boolean:
      return values.map((value) => (value === 0 ? 0 : 1))
    case elementTypes.int32:
    case elementTypes.int64:
      // -0 + 0 is 0: whole numbers know no negative zero.
      return values.every(Number.isFinite) ? values.map((value) => Math.trunc(value) + 0) : null
    default:
      return null
  }
}
