import { lossUntil, valuesAt } from '../../math/loss-until.ts'
import { relativeArea } from '../../math/paired-areas.ts'
import { tooLow } from '../../metrics/faithfulness/too-low.ts'
import { createPictureCounter, type PictureCounts } from '../picture-counts.ts'
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

export interface Collected extends PictureCounts {
  readonly tables: readonly CurveTable[]
}

interface GrowingTable extends CurveTable {
  readonly samples: string[]
  readonly classes: number[]
  readonly most: Losses[]
  readonly least: Losses[]
}

/** Reads all records, one at a time. With `onlyRight`, pictures whose true class is explained and is not the answer from the start are counted and left out. */
export async function collectCurves(
  records: AsyncIterable<FidelityRecord>,
  { steps, onlyRight }: { readonly steps: number; readonly onlyRight: boolean },
): Promise<Collected> {
  const tables = new Map<string, GrowingTable>()
  const counter = createPictureCounter()
  const grid = Float64Array.from({ length: steps + 1 }, (_, step) => step / steps)
  for await (const { sample, models } of records) {
    for (const entry of models) {
      if ('code' in entry) {
        counter.fail(entry.model, sample, entry.reason)
        continue
      }
      counter.see(entry.model, entry.isRight)
      if (onlyRight && entry.why === 'truth' && entry.isRight === false) continue
      for (const map of entry.maps) {
        if ('code' in map) counter.fail(entry.model, map.method, map.reason)
        else addMap(tableOf(tables, entry.model, map), sample, entry.target, map, grid)
      }
    }
  }
  return { tables: [...tables.values()], ...counter.counts() }
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
