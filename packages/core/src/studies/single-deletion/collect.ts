import { spearman } from '../../math/spearman.ts'
import { createPictureCounter, type PictureCounts } from '../picture-counts.ts'
import { randomMethod } from './parameters.ts'
import type { SingleDeletionRecord } from './record.ts'

/** How a map ranks cells as hiding them does: a correlation per picture, for one method on one baseline and model. */
export interface ScoreTable {
  readonly model: string
  readonly baseline: string
  readonly method: string
  /** A check of the arithmetic or of chance, not a result. */
  readonly isControl: boolean
  /** Spearman's correlation of the cells' sums and drops; NaN where one of the two is constant. */
  readonly correlations: readonly number[]
}

export interface CollectedScores extends PictureCounts {
  readonly tables: readonly ScoreTable[]
}

/** What occlusion of the same cells on the same baseline would give: 1 on every picture on which cells differ. */
export const occlusionControl = 'occlusion of the same cells'
/** Its opposite: -1. */
export const negatedControl = 'the same, negated'

/** Reads all records, one at a time; a correlation per map is kept. */
export async function collectScores(records: AsyncIterable<SingleDeletionRecord>): Promise<CollectedScores> {
  const tables = new Map<string, ScoreTable & { readonly correlations: number[] }>()
  const counter = createPictureCounter()
  const random = randomMethod().label
  const add = (model: string, baseline: string, method: string, isControl: boolean, correlation: number): void => {
    const key = JSON.stringify([model, baseline, method])
    const table = tables.get(key) ?? { model, baseline, method, isControl, correlations: [] }
    tables.set(key, table)
    table.correlations.push(correlation)
  }
  for await (const { sample, models } of records) {
    for (const entry of models) {
      if ('code' in entry) {
        counter.fail(entry.model, sample, entry.reason)
        continue
      }
      const { model, isRight } = entry
      counter.see(model, isRight)
      for (const { baseline, drops, spread } of entry.drops) {
        for (const map of entry.maps)
          if ('sums' in map) add(model, baseline, map.method, map.method === random, spearman(map.sums, drops))
        add(model, baseline, occlusionControl, true, spearman(spread, drops))
        add(
          model,
          baseline,
          negatedControl,
          true,
          spearman(
            spread.map((sum) => -sum),
            drops,
          ),
        )
      }
      for (const map of entry.maps) if ('reason' in map) counter.fail(model, map.method, map.reason)
    }
  }
  return { tables: [...tables.values()], ...counter.counts() }
}
