import type { Clock } from './contender.ts'

const looks = 100_000
const wanted = 20

/** The smallest step that a clock was seen to take, in milliseconds; browsers coarsen theirs. */
export function clockStep(clock: Clock): number {
  let smallest = Number.POSITIVE_INFINITY
  let last = clock()
  for (let look = 0, steps = 0; look < looks && steps < wanted; look++) {
    const now = clock()
    if (now > last) {
      smallest = Math.min(smallest, now - last)
      steps++
    }
    last = now
  }
  return Number.isFinite(smallest) ? smallest : 0
}
