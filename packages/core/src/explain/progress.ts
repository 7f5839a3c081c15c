import type { ExplainProgress } from './options.ts'

/** Turns batches into "how far, how long still". */
export interface Progress {
  /** A stage begins; `expected` forwards are needed from now on, this stage and what follows it included. */
  readonly enter: (stage: ExplainProgress['stage'], expected: number) => void
  /** `forwards` so far, of all targets together. */
  readonly batch: (forwards: number) => void
}

interface ProgressOptions {
  readonly report: ((progress: ExplainProgress) => void) | undefined
  /** Pace of the model before anything was measured. */
  readonly forwardMilliseconds: number
}

/** Reports before the first batch and after every one; time left is forwards left at the pace so far. */
export function createProgress({ report, forwardMilliseconds }: ProgressOptions): Progress {
  const started = performance.now()
  let stage: ExplainProgress['stage'] = 'search'
  let spent = 0
  let expected = 0
  let planned = false
  return {
    enter: (next, further) => {
      stage = next
      expected = spent + further
      if (!planned) report?.({ stage, forwards: 0, expected, millisecondsLeft: expected * forwardMilliseconds })
      planned = true
    },
    batch: (forwards) => {
      spent = forwards
      if (!report || !planned) return
      const pace = (performance.now() - started) / forwards
      const total = Math.max(expected, forwards)
      report({ stage, forwards, expected: total, millisecondsLeft: (total - forwards) * pace })
    },
  }
}
