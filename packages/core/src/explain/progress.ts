import type { ExplainProgress } from './settings.ts'

/** Turns batches into "how far, how long still". */
export interface Progress {
  readonly enter: (stage: ExplainProgress['stage'], expected: number) => void
  readonly batch: (forwards: number) => void
}

/** Reports after every batch; time left is forwards left at the pace so far. */
export function createProgress(report: ((progress: ExplainProgress) => void) | undefined): Progress {
  const started = performance.now()
  let stage: ExplainProgress['stage'] = 'search'
  let expected = 0
  return {
    enter: (next, total) => {
      stage = next
      expected = total
    },
    batch: (forwards) => {
      if (!report || expected === 0) return
      const pace = (performance.now() - started) / forwards
      const total = Math.max(expected, forwards)
      report({ stage, forwards, expected: total, millisecondsLeft: (total - forwards) * pace })
    },
  }
}
