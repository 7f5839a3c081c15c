import { TelltaleError } from '../../errors.ts'
import { product } from '../broadcast.ts'
import type { TensorFacts } from '../facts.ts'
import { rawByteLength } from '../tensor.ts'

/** No tensor inside an image classifier comes near it, and a few bytes of a file can ask for any amount. */
const mostBytes = 2 ** 32

/** Throws MODEL_TOO_LARGE naming the first tensor that would hold more than 4 GiB. */
export function checkSizes(facts: TensorFacts, file: string): void {
  for (const [name, { dims, elementType }] of facts) {
    const count = product(dims)
    // Beyond what a float64 counts exactly, the number of bytes is beyond the limit as well.
    const bytes = Number.isSafeInteger(count) ? Number(rawByteLength(elementType, BigInt(count)) ?? count) : count
    if (bytes > mostBytes) throw tooLarge(file, name, dims, bytes)
  }
}

function tooLarge(file: string, name: string, dims: readonly number[], bytes: number): TelltaleError {
  return new TelltaleError(
    'MODEL_TOO_LARGE',
    `The tensor "${name}" of ${file} would have the sizes ${dims.join(' x ')}, ${bytes} bytes; the limit is ${mostBytes}.`,
    'Export the model for smaller pictures or batches.',
    { file, value: name, limit: mostBytes },
  )
}
