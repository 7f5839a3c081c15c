import { throwIfCancelled } from '../../../errors.ts'
import type { Warning } from '../../../model/classifier.ts'
import { affordable } from '../../../surrogate/affordable.ts'
import { createPrefixRows } from '../../../surrogate/prefix-rows.ts'
import { complementOf, prefixesOf } from '../../../surrogate/region-set.ts'
import type { RegionSets } from '../../../surrogate/region-sets.ts'
import type { SearchOptions, SearchResult } from '../search.ts'
import { type CurvePoint, choosePoints } from './choose-prefixes.ts'
import { initialMasks } from './initial-masks.ts'
import { improveOrder, type RatedOrder } from './order-moves.ts'
import { createSearchEffort } from './search-effort.ts'

const restartEvery = 3
const restartsWithoutGain = 2
const clearGain = 1e-9

/**
 * Surrogate path search: instead of asking for the next region, it asks how good a whole order is. A Gaussian process learns the log-odds
 * of masks; a local search over orders maximises insertion minus deletion area on it; the most uncertain prefixes of the best order are
 * measured, and so on. It spends `sets.remaining` forwards, or fewer when it converges. With hundreds of regions its own arithmetic would
 * outgrow the forwards: it then improves each order by fewer passes and says so with SEARCH_SHORTENED.
 */
export async function surrogatePath(sets: RegionSets, { seed, signal, report }: SearchOptions): Promise<SearchResult> {
  const { count: N, areas, centres } = sets
  const batch = Math.max(2, Math.floor(N / 6 + 0.5))
  const first = affordable(sets, initialMasks(N, seed, centres))
  await sets.measure(first)
  const surrogate = sets.surrogate()
  const rows = createPrefixRows(surrogate)
  const restartRows = createPrefixRows(surrogate)
  const effort = createSearchEffort(
    () => rows.work + restartRows.work,
    () => surrogate.rows,
  )

  let order: readonly number[] = rows.greedyOrder()
  let best: RatedOrder | null = null
  let measuredAgain = 0
  let converged = false
  // The initial masks are the first round, as in the published counts.
  let rounds = 1
  for (let round = 0; sets.remaining > 0; round++) {
    throwIfCancelled(signal)
    sets.surrogate()
    let current = rows
    let found = improveFrom(order)
    if (round > 0 && round % restartEvery === 0 && effort.mayGoOn()) {
      const restarted = improveOrder(restartRows, areas, restartRows.greedyOrder(), effort.mayGoOn)
      if (restarted.area > found.area + clearGain) {
        found = restarted
        current = restartRows
      }
    }
    order = found.order
    report(order)

    const open = openPoints(sets, order)
    if (open.length === 0) {
      // Both curves are measured: keep the order, look elsewhere, and stop when that leads nowhere.
      const area = measuredArea(sets, order)
      if (!best || area > best.area + clearGain) {
        best = { order, area }
        measuredAgain = 0
      }
      if (++measuredAgain > restartsWithoutGain) {
        converged = true
        break
      }
      order = rows.greedyOrder()
      continue
    }
    const size = Math.min(batch, sets.remaining, open.length)
    const chosen = size < open.length ? choosePoints({ surrogate, rows: current, order, areas }, open, size) : open
    await sets.measure(chosen.map(({ set }) => set))
    rounds++
  }
  sets.surrogate()
  const last = improveFrom(order)
  const result = best && best.area >= last.area ? best : last
  const warnings = effort.limited ? [shortened(N)] : []
  return {
    order: Uint16Array.from(result.order),
    complete: converged,
    predicted: result.area,
    statistics: {
      initialMasks: first.length,
      batch,
      rounds,
      open: openPoints(sets, result.order).length,
      converged: converged ? 1 : 0,
    },
    warnings,
  }

  function improveFrom(start: readonly number[]): RatedOrder {
    rows.update(start, 0, N)
    return improveOrder(rows, areas, start, effort.mayGoOn)
  }
}

function shortened(regions: number): Warning {
  return {
    code: 'SEARCH_SHORTENED',
    message: `With ${regions} regions improving the order would take longer than asking the model, so it was cut short: a longer search may find a better order. Fewer regions are searched in full.`,
  }
}

/** Points of both curves that were never measured: kept prefixes by size, then dropped ones. */
function openPoints(sets: RegionSets, order: readonly number[]): CurvePoint[] {
  const kept = prefixesOf(order)
  const points = [
    ...kept.map((set, size) => ({ size, dropped: false, set })),
    ...kept.map((set, size) => ({ size, dropped: true, set: complementOf(set) })),
  ]
  return points.filter(({ set }) => !sets.lookUp(set))
}

/** Insertion minus deletion area of an order whose curves are measured. */
function measuredArea(sets: RegionSets, order: readonly number[]): number {
  const gains = prefixesOf(order).map((set) => sets.lookUp(set)!.probability - sets.lookUp(complementOf(set))!.probability)
  return order.reduce((area, region, t) => area + 0.5 * (gains[t]! + gains[t + 1]!) * sets.areas[region]!, 0)
}
