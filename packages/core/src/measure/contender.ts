/** Milliseconds from any fixed moment on, as `performance.now` gives them. */
export type Clock = () => number

/**
 * What a line of the measurement stands for: the f64 reference, a backend beside it, a copy of as many bytes, the formula as it is
 * defined, or the same work done outside this program.
 */
export type Role = 'plain' | 'backend' | 'copy' | 'definition' | 'outside'

/** Something that does a piece of work and can be timed. Whoever opened it closes it. */
export interface Contender {
  readonly name: string
  readonly role: Role
  /** True on a software adapter: what it takes there says nothing about a GPU. */
  readonly software?: boolean
  /** True where it computes in a device's own memory, which no copy in the host's says anything about. */
  readonly onDevice?: boolean
  /** Does the work so many times, to its very end, and says how many milliseconds that took. */
  readonly time: (repeats: number) => Promise<number>
  /** Spoils what earlier runs have left, so that only a later run can make the output right. */
  readonly spoil: () => void
  /** What the last run computed; null where nothing is computed. */
  readonly output: () => Promise<ArrayLike<number> | null>
  readonly close: () => Promise<void>
}
