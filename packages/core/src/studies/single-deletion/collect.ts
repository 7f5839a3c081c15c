import { spearman } from '../../math/spearman.ts'
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

export interface CollectedScores {
  readonly tables: readonly ScoreTable[]
  readonly failures: readonly {
    readonly model: string
    readonly subject: string
    readonly reason: string
    readonly count: number
  }[]
  /** By model. */
  readonly pictures: ReadonlyMap<string, { readonly all: number; readonly known: number; readonly right: number }>
}

/** What occlusion of the same cells on the same baseline would give: 1 on every picture on which cells differ. */
export const occlusionControl = 'occlusion of the same cells'
/** Its opposite: -1. */
export const negatedControl = 'the same, negated'

/** Reads all records, one at a time; a correlation per map is kept. */
export async function collectScores(records: AsyncIterable<SingleDeletionRecord>): Promise<CollectedScores> {
  const tables = new Map<string, ScoreTable & { readonly correlations: number[] }>()
  const failures = new Map<string, { model: string; subject: string; reason: string; count: number }>()
  const pictures = new Map<string, { all: number; known: number; right: number }>()
  const random = randomMethod().label
  const add = (model: string, baseline: string, method: string, isControl: boolean, correlation: number): void => {
    const key = JSON.stringify([model, baseline, method])
    const table = tables.get(key) ?? { model, baseline, method, isControl, correlations: [] }
    tables.set(key, table)
    table.correlations.push(correlation)
  }
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
      const { model, isRight } = entry
      const counts = pictures.get(model) ?? { all: 0, known: 0, right: 0 }
      const { all, known, right } = counts
      pictures.set(model, { all: all + 1, known: known + (isRight === null ? 0 : 1), right: right + (isRight === true ? 1 : 0) })
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
      for (const map of entry.maps) if ('reason' in map) fail(model, map.method, map.reason)
    }
  }
  return { tables: [...tables.values()], failures: [...failures.values()], pictures }
}
