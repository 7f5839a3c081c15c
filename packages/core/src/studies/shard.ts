/** One of several machines' part of a run: those pictures whose content hashes fall to it. `index` from 1 to `count`. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Whether a content hash (hexadecimal, 12 digits at least) falls to a shard: every hash falls to exactly one. */
export function isInShard(sha256: string, { index, count }: Shard): boolean {
  return Number.parseInt(sha256.slice(0, 12), 16) % count === index - 1
}
