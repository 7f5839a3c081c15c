import { createRunningMeans, type RunningMeans } from '../../math/running-means.ts'

/** Rows of a sampling method, all together and in two halves that say how far chance has a part. */
export interface SampleMeans {
  /** The halves are the samples with even and with odd numbers. */
  readonly add: (index: number, row: ArrayLike<number>) => void
  readonly whole: RunningMeans
  readonly halves: readonly [RunningMeans, RunningMeans]
}

/** For rows of `length` values. */
export function createSampleMeans(length: number): SampleMeans {
  const whole = createRunningMeans(length)
  const halves = [createRunningMeans(length), createRunningMeans(length)] as const
  return {
    add: (index, row) => {
      whole.add(row)
      halves[index % 2 === 0 ? 0 : 1].add(row)
    },
    whole,
    halves,
  }
}
