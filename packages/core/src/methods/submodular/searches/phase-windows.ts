import { throwIfCancelled } from '../../../errors.ts'
import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { Search } from '../search.ts'
import { allRegions, byScore, indexOfLargest, perRegion } from './ranking.ts'

/** Parameters of the search by phase windows. */
export interface PhaseWindowOptions {
  /** Size of the window as a share of the regions. */
  readonly windowShare: number
}

/** Regions worth less than this share of the best are set aside until the end. */
const pruneShare = 0.05
/** Regions worth at least this share of the best are candidates of the phase; the band between waits for the next. */
const selectShare = 0.6
/** Of a window everything worth at least this share of its best is taken at once. */
const batchShare = 0.99
/** A phase ends when the value grows by so much less than it did before. */
const exitDrop = 0.02
/** The region at which a phase ends is still taken when it keeps this share of the value before it. */
const exitGuard = 0.98

/**
 * Phase windows (PhaseWin's search, without its deferral, so that nothing is random): a phase scores all regions left, takes the best, scores
 * the others beside it and lets those of at least 0.6 of the best through a window, from which everything within 1 % of the window's best is
 * taken at once. It ends when nothing is left or the values level off. The last region is not scored; those set aside follow it. When the
 * budget ends, the regions left stand by their scores at the last scoring of all.
 */
export function phaseWindows({ windowShare }: PhaseWindowOptions): Search {
  return async (sets, { signal, report }) => {
    const size = Math.max(1, Math.floor(windowShare * sets.count))
    const order: number[] = []
    const aside: number[] = []
    let left = allRegions(sets.count)
    let lastScores: Float64Array | null = null
    const current = (): number[] => [...order, ...byScore(left, lastScores), ...byScore(aside, lastScores)]
    const take = (region: number): void => {
      order.push(region)
      left = left.filter((other) => other !== region)
    }
    const score = async (regions: readonly number[]): Promise<Float64Array | null> => {
      throwIfCancelled(signal)
      return unlessSpent(sets.scores(order, regions))
    }
    /** Takes regions of one phase; false when the budget ended it. */
    const runPhase = async (): Promise<boolean> => {
      const alone = await score(left)
      if (!alone) return false
      lastScores = perRegion(sets.count, left, alone)
      const start = indexOfLargest(alone)
      const values = [alone[start]!]
      take(left[start]!)
      report(current())
      if (left.length === 1) return true

      const beside = await score(left)
      if (!beside) return false
      const besideScores = perRegion(sets.count, left, beside)
      lastScores = besideScores
      const best = beside.reduce((most, value) => Math.max(most, value), 0)
      aside.push(...left.filter((region) => besideScores[region]! < pruneShare * best))
      left = left.filter((region) => besideScores[region]! >= pruneShare * best)
      const waiting = byScore(
        left.filter((region) => besideScores[region]! >= selectShare * best),
        besideScores,
      )
      for (let window = waiting.splice(0, size); window.length > 0; ) {
        const scores = await score(window)
        if (!scores) return false
        const least = Math.max(selectShare * best, batchShare * scores.reduce((most, value) => Math.max(most, value), 0))
        const accepted = window.filter((_, index) => scores[index]! >= least)
        for (const region of accepted) {
          const value = scores[window.indexOf(region)]!
          const ends = levelsOff(values, value)
          if (!ends || value >= exitGuard * values.at(-1)!) take(region)
          if (ends) {
            report(current())
            return true
          }
          values.push(value)
        }
        report(current())
        if (accepted.length === 0) break
        window = window.filter((region) => !accepted.includes(region))
        window.push(...waiting.splice(0, size - window.length))
      }
      return true
    }

    let paid = true
    while (left.length > 1 && paid) paid = await runPhase()
    if (paid && left.length === 1) take(left[0]!)
    if (paid && aside.length > 0) {
      const scores = await score(aside)
      if (scores) lastScores = perRegion(sets.count, aside, scores)
      else paid = false
      report(current())
    }
    return { order: Uint16Array.from(current()), complete: paid, predicted: null }
  }
}

/** Whether the values of a phase, of which at least two came before, rise clearly less towards `value` than they did. */
function levelsOff(values: readonly number[], value: number): boolean {
  if (values.length < 2) return false
  const [before, previous] = values.slice(-2) as [number, number]
  return previous / value - before / previous > exitDrop
}
