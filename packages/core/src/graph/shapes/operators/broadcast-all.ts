import { broadcastDims } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'

/** The shape to which all of the tensors stretch, or null where they do not go together. */
export function broadcastAll(tensors: readonly Pick<TensorFact, 'dims'>[]): readonly number[] | null {
  return tensors.reduce<readonly number[] | null>((dims, tensor) => dims && broadcastDims(dims, tensor.dims), [])
}
