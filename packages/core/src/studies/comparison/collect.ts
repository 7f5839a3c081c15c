import type { ComparedMethod, ComparisonMetric } from './parameters.ts'
import type { ComparisonRecord } from './record.ts'

/** The numbers of one model: a value per method, metric and sample. */
export interface ModelTable {
  readonly model: string
  readonly samples: readonly string[]
  readonly isRight: readonly (boolean | null)[]
  /** Samples of a class that the model does not have. */
  readonly foreign: number
  /** Forwards of each sample, of all methods and metrics together. */
  readonly forwards: readonly number[]
  /** By method, then metric, then sample; NaN where there is none. */
  readonly values: readonly (readonly Float64Array[])[]
  /** By method: forwards that it cost beyond what was measured before it; NaN where it failed. */
  readonly methodForwards: readonly Float64Array[]
  /** How often a value is missing, and why. */
  readonly missing: readonly Missing[]
  /** Samples of which the model has nothing to say, and why. */
  readonly failures: readonly { readonly sample: string; readonly reason: string }[]
}

export interface Missing {
  readonly method: string
  /** Null: all of them, as there is no map. */
  readonly metric: string | null
  readonly reason: string
  readonly count: number
}

/** Reads all records, one at a time, and keeps numbers only. One table per model, in the order in which records name them. */
export async function collectTables(
  records: AsyncIterable<ComparisonRecord>,
  methods: readonly ComparedMethod[],
  metrics: readonly ComparisonMetric[],
): Promise<readonly ModelTable[]> {
  const growing = new Map<string, GrowingTable>()
  for await (const { sample, models, class: truth } of records) {
    for (const entry of models) {
      const table = growing.get(entry.model) ?? startTable(methods.length, metrics.length)
      growing.set(entry.model, table)
      if ('code' in entry) {
        table.failures.push({ sample, reason: entry.reason })
        continue
      }
      table.samples.push(sample)
      table.isRight.push(entry.isRight)
      if (truth !== null && entry.isRight === null) table.foreign++
      table.forwards.push(entry.forwards)
      for (const [m, { label }] of methods.entries()) {
        const found = entry.methods.find(({ method }) => method === label)
        const values = found && 'values' in found ? found : null
        table.methodForwards[m]!.push(values?.forwards ?? Number.NaN)
        if (values === null) count(table, label, null, found && 'reason' in found ? found.reason : 'it was not measured')
        for (const [k, metric] of metrics.entries()) {
          const value = values?.values[metric.label] ?? null
          table.values[m]![k]!.push(value ?? Number.NaN)
          if (values !== null && value === null)
            count(table, label, metric.label, values.reasons[metric.label] ?? 'it was not measured')
        }
      }
    }
  }
  return Array.from(growing, ([model, table]) => ({
    model,
    samples: table.samples,
    isRight: table.isRight,
    foreign: table.foreign,
    forwards: table.forwards,
    values: table.values.map((rows) => rows.map((row) => Float64Array.from(row))),
    methodForwards: table.methodForwards.map((row) => Float64Array.from(row)),
    missing: [...table.missing.values()],
    failures: table.failures,
  }))
}

interface GrowingTable {
  readonly samples: string[]
  readonly isRight: (boolean | null)[]
  foreign: number
  readonly forwards: number[]
  readonly values: number[][][]
  readonly methodForwards: number[][]
  readonly missing: Map<string, Missing>
  readonly failures: { sample: string; reason: string }[]
}

function startTable(methods: number, metrics: number): GrowingTable {
  return {
    samples: [],
    isRight: [],
    foreign: 0,
    forwards: [],
    values: Array.from({ length: methods }, () => Array.from({ length: metrics }, () => [])),
    methodForwards: Array.from({ length: methods }, () => []),
    missing: new Map(),
    failures: [],
  }
}

/** Numbers in reasons differ from picture to picture: what is counted is the sentence around them. */
function count({ missing }: GrowingTable, method: string, metric: string | null, reason: string): void {
  const general = reason.replace(/\d+(\.\d+)?(e-?\d+)?/g, '…')
  const key = JSON.stringify([method, metric, general])
  missing.set(key, { method, metric, reason: general, count: (missing.get(key)?.count ?? 0) + 1 })
}
