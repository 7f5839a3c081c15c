import type { OnnxModel } from '../graph/proto.ts'

/** A network whose weights are inputs beside `input`, and whose output `logits` is f32[batch, classes]. */
export interface Trainable {
  readonly model: OnnxModel
  /** Sizes of the input without the batch. */
  readonly row: readonly number[]
  /** Sizes of each weight by the name of its input. */
  readonly weights: ReadonlyMap<string, readonly number[]>
  readonly classes: number
}
