/** Counts events and says how many there are in a second. */
export interface Rate {
  readonly add: (count: number) => void
  /** Over the last minute; null before anything can be said. */
  readonly perSecond: () => number | null
}

const windowMilliseconds = 60_000
const slots = 60

/** A rate over a moving minute, in fixed memory. */
export function createRate(now: () => number = () => performance.now()): Rate {
  const started = now()
  const counts = new Float64Array(slots)
  const slotMilliseconds = windowMilliseconds / slots
  let current = 0
  /** Clears what has left the window. */
  const advance = (): void => {
    const slot = Math.floor((now() - started) / slotMilliseconds)
    for (let next = Math.max(current + 1, slot - slots + 1); next <= slot; next++) counts[next % slots] = 0
    current = slot
  }
  return {
    add: (count) => {
      advance()
      counts[current % slots]! += count
    },
    perSecond: () => {
      advance()
      const seen = counts.reduce((sum, count) => sum + count, 0)
      // The oldest slots count in full, the current one only as far as it has gone.
      const seconds =
        Math.min(now() - started, windowMilliseconds - slotMilliseconds + ((now() - started) % slotMilliseconds)) / 1000
      return seen === 0 || seconds <= 0 ? null : seen / seconds
    },
  }
}
