import type { ExplainProgress } from './options.ts'

/** Turns batches into "how far, how long still". */
export interface Progress<S extends string = ExplainProgress['stage']> {
  /** A stage begins; `expected` forwards are needed from now on, this stage and what follows it included. */
  readonly enter: (stage: S, expected: number) => void
  /** `forwards` so far, of all targets together. */
  readonly batch: (forwards: number) => void
}

interface ProgressOptions<S extends string> {
  readonly report: ((progress: Omit<ExplainProgress, 'stage'> & { readonly stage: S }) => void) | undefined
  /** Pace of the model before anything was measured. */
  readonly forwardMilliseconds: number
}

/** Reports before the first batch and after every one; time left is forwards left at the pace so far. */
export function createProgress<S extends string>({ report, forwardMilliseconds }: ProgressOptions<S>): Progress<S> {
  const started = performance.now()
  let stage: S | null = null
  let spent = 0
  let expected = 0
  return {
    enter: (next, further) => {
      expected = spent + further
      if (stage === null) report?.({ stage: next, forwards: 0, expected, millisecondsLeft: expected * forwardMilliseconds })
      stage = next
    },
    batch: (forwards) => {
      spent = forwards
      if (!report || stage === null) return
      const pace = (performance.now() - started) / forwards
      const total = Math.max(expected, forwards)
      report({ stage, forwards, expected: total, millisecondsLeft: (total - forwards) * pace })
    },
  }
}
