import { randomTensor } from './check-rule.ts'
import { type Tensor64, tensor64 } from './reference/tensor.ts'

/** A vector, or a tensor of the shape given. */
export function tensorOf(values: readonly number[], dims: readonly number[] = [values.length]): Tensor64 {
  return tensor64(dims, (i) => values[i]!)
}

/** Random numbers between two ends that float32 holds exactly, at least a hundredth of the range away from each of `kinks`. */
export function randomBetween(low: number, high: number, dims: readonly number[], kinks: readonly number[] = []): Tensor64 {
  const half = (high - low) / 2
  const { values } = randomTensor(
    dims,
    3,
    kinks.map((kink) => (kink - low) / half - 1),
    0.02,
  )
  return tensor64(dims, (i) => Math.fround(low + half * (values[i]! + 1)))
}
