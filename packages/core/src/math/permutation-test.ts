import { createRandom, type Random } from '../random/random.ts'

export interface PermutationOptions {
  readonly seed: number
  /** 1000 unless given. */
  readonly permutations?: number
}

/**
 * How often chance alone gives a statistic at least as large: `rearrange` draws data in which nothing but chance is left, and says its statistic.
 * The data as they are count as one of the arrangements, so that p is never 0. NaN when what was observed is; an arrangement without a value
 * counts as one that is no larger.
 *
 * B. Phipson and G. Smyth, Permutation p-values should never be zero, 2010.
 */
export function permutationTest(
  observed: number,
  rearrange: (random: Random) => number,
  { seed, permutations = 1000 }: PermutationOptions,
): number {
  if (Number.isNaN(observed)) return Number.NaN
  const random = createRandom(seed)
  // Sums in another order differ in their last bits; what is equal must count.
  const enough = observed - 1e-12 * Math.max(1, Math.abs(observed))
  let reached = 0
  for (let round = 0; round < permutations; round++) if (rearrange(random) >= enough) reached++
  return (1 + reached) / (1 + permutations)
}

/** Whether the rows of a table agree: the statistic is compared with that of the same rows, each shuffled; missing values (NaN) stay where they are. */
export function permutationTestOfRows(
  table: readonly ArrayLike<number>[],
  statistic: (table: readonly Float64Array[]) => number,
  options: PermutationOptions,
): number {
  const rows = table.map((row) => Float64Array.from(row))
  const places = rows.map((row) => Array.from(row.keys()).filter((place) => !Number.isNaN(row[place]!)))
  const shuffle = (random: Random): readonly Float64Array[] =>
    rows.map((row, index) => {
      const shuffled = row.slice()
      const own = places[index]!
      for (let i = own.length - 1; i > 0; i--) {
        const j = Math.floor(random.next() * (i + 1))
        const swap = shuffled[own[i]!]!
        shuffled[own[i]!] = shuffled[own[j]!]!
        shuffled[own[j]!] = swap
      }
      return shuffled
    })
  return permutationTest(statistic(rows), (random) => statistic(shuffle(random)), options)
}

/** Two-sided: whether paired differences lie around 0. Each keeps its size and is given either sign. */
export function permutationTestOfDifferences(differences: ArrayLike<number>, options: PermutationOptions): number {
  const size = (sign: (i: number) => number): number => {
    let sum = 0
    for (let i = 0; i < differences.length; i++) sum += sign(i) * differences[i]!
    return Math.abs(sum)
  }
  return permutationTest(
    size(() => 1),
    (random) => size(() => (random.next() < 0.5 ? -1 : 1)),
    options,
  )
}
