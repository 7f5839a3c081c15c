import { binomial, combinationOfRank } from '../../math/combinations.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom, shuffled } from '../../random/random.ts'

/** Coalitions of players, neither none nor all of them, as the Shapley kernel weighs them. */
export interface Coalitions {
  readonly count: number
  /** The first so many are all coalitions of the smallest and largest sizes; the others are drawn, each followed by its complement. */
  readonly enumerated: number
  /** Kernel weight of all that are not enumerated, of 1 for all coalitions. */
  readonly drawnWeight: number
  /** Kernel weight of an enumerated coalition. Drawn ones share `drawnWeight` equally. */
  readonly weight: (index: number) => number
  /** Writes coalition `index`, 1 for a member: a function of the seed and the index only. */
  readonly write: (index: number, members: Float32Array) => void
}

/** All coalitions of one size and of the complementary one, by turns. */
interface Block {
  readonly first: number
  readonly size: number
  readonly isPaired: boolean
  readonly weight: number
}

/**
 * At most `samples` coalitions of `players`, at least 2: sizes from outside in are enumerated as long as their share of the kernel's weight buys all of
 * them, the rest is drawn from the sizes that are left. With 2^players - 2 samples or more all are enumerated.
 *
 * S. Lundberg and S.-I. Lee, A Unified Approach to Interpreting Model Predictions (2017), with the order of the SHAP package.
 */
export function planCoalitions(players: number, samples: number, seed: number): Coalitions {
  const own = deriveSeed(seed, 'coalitions')
  const sizeWeights = weightsOfSizes(players)
  const all = samples >= 2 ** players - 2
  const blocks: Block[] = []
  let enumerated = 0
  let left = 1
  for (const [index, sizeWeight] of sizeWeights.entries()) {
    const size = index + 1
    const isPaired = 2 * size < players
    const sets = binomial(players, size) * (isPaired ? 2 : 1)
    // Rounding of the weights must not decide.
    const isAffordable = all || ((samples - enumerated) * sizeWeight) / left >= sets * (1 - 1e-8)
    if (!isAffordable) break
    blocks.push({ first: enumerated, size, isPaired, weight: sizeWeight / sets })
    enumerated += sets
    left = Math.max(0, left - sizeWeight)
  }
  const open = sizeWeights.slice(blocks.length)
  const drawnWeight = open.reduce((sum, weight) => sum + weight, 0)
  const drawn = open.length === 0 ? 0 : 2 * Math.floor((samples - enumerated) / 2)
  return {
    count: enumerated + drawn,
    enumerated,
    drawnWeight,
    weight: (index) => blockOf(blocks, index).weight,
    write: (index, members) => {
      if (index < enumerated) return writeOfBlock(blockOf(blocks, index), index, players, members)
      const pair = (index - enumerated) >> 1
      const random = createRandom(deriveSeed(own, pair))
      const size = blocks.length + 1 + placeIn(open, random.next() * drawnWeight)
      writeMembers(shuffled(players, random).subarray(0, size), (index - enumerated) % 2 === 1, members)
    },
  }
}

/** Shares of the kernel's weight of the sizes 1, 2, ..., each with the complementary size. */
function weightsOfSizes(players: number): number[] {
  const weights = Array.from({ length: Math.ceil((players - 1) / 2) }, (_, index) => {
    const size = index + 1
    return ((2 * size < players ? 2 : 1) * (players - 1)) / (size * (players - size))
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

function blockOf(blocks: readonly Block[], index: number): Block {
  return blocks.findLast(({ first }) => first <= index)!
}

function writeOfBlock({ first, size, isPaired }: Block, index: number, players: number, members: Float32Array): void {
  const place = index - first
  const rank = isPaired ? place >> 1 : place
  writeMembers(combinationOfRank(rank, players, size), isPaired && place % 2 === 1, members)
}

function writeMembers(set: ArrayLike<number>, isComplement: boolean, members: Float32Array): void {
  members.fill(isComplement ? 1 : 0)
  for (let i = 0; i < set.length; i++) members[set[i]!] = isComplement ? 0 : 1
}

/** Index of the weight within whose share of the sum a point lies. */
function placeIn(weights: readonly number[], point: number): number {
  let passed = 0
  for (let index = 0; index < weights.length - 1; index++) {
    passed += weights[index]!
    if (point < passed) return index
  }
  return weights.length - 1
}
