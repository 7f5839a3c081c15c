import { TelltaleError } from '../errors.ts'
import type { Contender } from './contender.ts'

/** Far above the rounding of any kernel, far below a wrong answer. */
const tolerance = 1e-3

/** What a contender must have left behind is close to what the plain version left; throws BACKEND_PROBE_FAILED, as its time would mean nothing. */
export async function checkOutputs(what: string, contenders: readonly Contender[]): Promise<void> {
  const plain = await contenders.find(({ role }) => role === 'plain')?.output()
  if (!plain) return
  const largest = largestOf(plain)
  for (const contender of contenders) {
    if (contender.role === 'plain' || contender.role === 'copy') continue
    const output = await contender.output()
    const off = output === null ? Number.POSITIVE_INFINITY : worstDifference(output, plain)
    if (off <= tolerance * largest) continue
    throw new TelltaleError(
      'BACKEND_PROBE_FAILED',
      `${what}: ${contender.name} is off by ${off}; ${tolerance * largest} is allowed.`,
      `Do not use ${contender.name} on this machine; telltale doctor says more.`,
      { value: off, limit: tolerance * largest },
    )
  }
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  return largest
}

/** Infinite where a number is missing or none. */
function worstDifference(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY
  let worst = 0
  for (let i = 0; i < values.length; i++) {
    const difference = Math.abs(values[i]! - expected[i]!)
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY
    worst = Math.max(worst, difference)
  }
  return worst
}
