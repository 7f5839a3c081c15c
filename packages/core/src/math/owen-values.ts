import { createPriorityQueue } from './priority-queue.ts'

/** A group of players and the two halves that it falls into; null for a single player. */
export interface Group {
  readonly players: Uint16Array
  readonly halves: () => readonly [Group, Group] | null
}

/** Groups that are present, as a chain: each split adds one link, and no set is copied. */
export interface Present {
  readonly group: Group
  readonly others: Present | null
}

/** A group whose worth is to be divided among its halves. */
export interface Split {
  readonly present: Present | null
  readonly halves: readonly [Group, Group]
  /** Tells the worth of each half beside `present`, once. A split that is never told stays whole. */
  readonly settle: (worthWithFirst: number, worthWithSecond: number) => void
}

/** Owen values that become finer with each split. */
export interface OwenValues {
  /** At most so many splits, of what weighs most first; fewer when there is nothing left to split. */
  readonly next: (most: number) => readonly Split[]
  /** Value per player; a group that was not split is shared out evenly. They sum to the worth of all minus that of none, however few the splits. */
  readonly values: () => Float64Array
  /**
   * Share of all players that the groups have on which the values rest, on average by what each adds in absolute terms: 1 when nothing was split,
   * 1 over the players when everything was; NaN when no group adds anything.
   */
  readonly meanGroupShare: () => number
}

/** What a group adds to those present, and in how large a share of the orders. */
interface Addition {
  readonly group: Group
  readonly amount: number
  readonly weight: number
}

/**
 * The Owen values of a game whose players come in nested pairs of groups, by best-first splitting: an average of what a player adds over those
 * orders in which groups stay together. `none` and `all` are what the game is worth without and with all players of `root`, numbered from 0.
 *
 * G. Owen, Values of games with a priori unions, in: Mathematical Economics and Game Theory (1977).
 */
export function createOwenValues(root: Group, none: number, all: number): OwenValues {
  const queue = createPriorityQueue<Split>()
  const undivided = new Set<Addition>()
  const settled = new Float64Array(root.players.length)
  let settledAmount = 0

  const put = (group: Group, present: Present | null, without: number, withGroup: number, weight: number): void => {
    const amount = withGroup - without
    const halves = group.halves()
    if (!halves) {
      settled[group.players[0]!]! += amount * weight
      settledAmount += Math.abs(amount) * weight
      return
    }
    const addition = { group, amount, weight }
    undivided.add(addition)
    const [first, second] = halves
    const settle = (withFirst: number, withSecond: number): void => {
      undivided.delete(addition)
      put(first, present, without, withFirst, weight / 2)
      put(second, present, without, withSecond, weight / 2)
      put(first, { group: second, others: present }, withSecond, withGroup, weight / 2)
      put(second, { group: first, others: present }, withFirst, withGroup, weight / 2)
    }
    queue.push({ present, halves, settle }, Math.abs(amount) * weight)
  }
  put(root, null, none, all, 1)

  return {
    next: (most) => {
      const splits: Split[] = []
      while (splits.length < most) {
        const split = queue.pop()
        if (!split) break
        splits.push(split)
      }
      return splits
    },
    values: () => {
      const values = settled.slice()
      for (const { group, amount, weight } of undivided) {
        for (const player of group.players) values[player]! += (amount * weight) / group.players.length
      }
      return values
    },
    meanGroupShare: () => {
      let amounts = settledAmount
      let players = settledAmount
      for (const { group, amount, weight } of undivided) {
        amounts += Math.abs(amount) * weight
        players += Math.abs(amount) * weight * group.players.length
      }
      return players / (amounts * root.players.length)
    },
  }
}
