/** How much of its own arithmetic a search may do beside the model's. It is counted, not timed: the same run takes the same way everywhere. */
export interface SearchEffort {
  /** False once the arithmetic done is more than the forwards measured so far allow. */
  readonly mayGoOn: () => boolean
  /** Whether `mayGoOn` has ever been answered with no. */
  readonly limited: boolean
}

/** Prefixes times measured masks times regions for one forward: about 6 ms of one core, half of what a small network takes. */
const workPerForward = 3e7

/** The effort of a search that has done `work()` (as `PrefixRows` counts it) and measured `forwards()` sets. */
export function createSearchEffort(work: () => number, forwards: () => number): SearchEffort {
  let limited = false
  return {
    mayGoOn: () => {
      const enough = work() <= workPerForward * forwards()
      limited ||= !enough
      return enough
    },
    get limited() {
      return limited
    },
  }
}
