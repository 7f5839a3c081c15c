import { lossUntil, valuesAt } from '../../math/loss-until.ts'
import { relativeArea } from '../../math/paired-areas.ts'
import { tooLow } from '../../metrics/faithfulness/too-low.ts'
import type { Curve, CurvesOfMap, FidelityRecord, Sign } from './record.ts'

/** Up to here a curve's loss tells more of what hiding does by itself: beyond, the evidence goes in either order. */
const early = 0.5

/** What one curve lost on one picture. */
export interface Losses {
  readonly right: number
  readonly probability: number
  /** The same up to half of the frame. */
  readonly earlyRight: number
  readonly earlyProbability: number
  /** Area under the probability as a percentage of the first one; NaN where that is too low to divide by. */
  readonly relative: number
  /** Whether the answer is the target, at even shares from 0 to 1. */
  readonly curve: Float64Array
}

/** One way to read one method's maps, on one baseline and model: a number per picture. */
export interface CurveTable {
  readonly model: string
  readonly baseline: string
  readonly method: string
  readonly sign: Sign
  readonly samples: readonly string[]
  /** Class that was explained. */
  readonly classes: readonly number[]
  readonly most: readonly Losses[]
  readonly least: readonly Losses[]
}

export interface Collected {
  readonly tables: readonly CurveTable[]
  readonly failures: readonly {
    readonly model: string
    readonly subject: string
    readonly reason: string
    readonly count: number
  }[]
  /** By model: pictures, and those whose target is the answer from the start. */
  readonly pictures: ReadonlyMap<string, { readonly known: number; readonly right: number }>
}

interface GrowingTable extends CurveTable {
  readonly samples: string[]
  readonly classes: number[]
  readonly most: Losses[]
  readonly least: Losses[]
}

/** Reads all records, one at a time. With `onlyRight`, pictures whose target is not the answer from the start are counted and left out. */
export async function collectCurves(
  records: AsyncIterable<FidelityRecord>,
  { steps, onlyRight }: { readonly steps: number; readonly onlyRight: boolean },
): Promise<Collected> {
  const tables = new Map<string, GrowingTable>()
  const failures = new Map<string, { model: string; subject: string; reason: string; count: number }>()
  const pictures = new Map<string, { known: number; right: number }>()
  const grid = Float64Array.from({ length: steps + 1 }, (_, step) => step / steps)
  const fail = (model: string, subject: string, reason: string): void => {
    const key = JSON.stringify([model, subject, reason])
    failures.set(key, { model, subject, reason, count: (failures.get(key)?.count ?? 0) + 1 })
  }
  for await (const { sample, models } of records) {
    for (const entry of models) {
      if ('code' in entry) {
        fail(entry.model, sample, entry.reason)
        continue
      }
      const counts = pictures.get(entry.model) ?? { known: 0, right: 0 }
      pictures.set(entry.model, { known: counts.known + 1, right: counts.right + (entry.isRight ? 1 : 0) })
      if (onlyRight && !entry.isRight) continue
      for (const map of entry.maps) {
        if ('code' in map) fail(entry.model, map.method, map.reason)
        else addMap(tableOf(tables, entry.model, map), sample, entry.target, map, grid)
      }
    }
  }
  return { tables: [...tables.values()], failures: [...failures.values()], pictures }
}

function tableOf(tables: Map<string, GrowingTable>, model: string, { baseline, method, sign }: CurvesOfMap): GrowingTable {
  const key = JSON.stringify([model, baseline, method, sign])
  const table = tables.get(key) ?? { model, baseline, method, sign, samples: [], classes: [], most: [], least: [] }
  tables.set(key, table)
  return table
}

function addMap(table: GrowingTable, sample: string, target: number, { most, least }: CurvesOfMap, grid: Float64Array): void {
  table.samples.push(sample)
  table.classes.push(target)
  table.most.push(lossesOf(most, grid))
  table.least.push(lossesOf(least, grid))
}

function lossesOf({ share, right, probability }: Curve, grid: Float64Array): Losses {
  return {
    right: lossUntil(share, right),
    probability: lossUntil(share, probability),
    earlyRight: lossUntil(share, right, early),
    earlyProbability: lossUntil(share, probability, early),
    relative: tooLow(probability[0]!) === null ? relativeArea(valuesAt(share, probability, grid)) : Number.NaN,
    curve: valuesAt(share, right, grid),
  }
}
