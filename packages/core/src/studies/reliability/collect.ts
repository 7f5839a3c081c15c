import { classificationMetrics } from '../../metrics/classification/classification-metrics.ts'
import type { ReliabilityMethod } from './parameters.ts'
import type { MosaicOfModel, ReliabilityRecord } from './record.ts'

/** The mosaics of one data set in the eyes of one model. */
export interface MosaicTable {
  readonly model: string
  /** Empty where there is one data set only. */
  readonly group: string
  /** Mosaics whose class the model has among its most probable ones, and the others. */
  readonly seen: MosaicValues
  readonly unseen: MosaicValues
  /** Mosaics whose class is the most probable one. */
  readonly first: number
  /** By the name of each class: mosaics that the model does not see, and all. */
  readonly unseenClasses: ReadonlyMap<string, { readonly unseen: number; readonly all: number }>
  /** Mosaics in which a photograph stands twice. */
  readonly repeats: number
  readonly failures: readonly { readonly subject: string; readonly reason: string; readonly count: number }[]
}

export interface MosaicValues {
  readonly samples: readonly string[]
  /** By metric, then method, then mosaic; NaN = undefined, or a metric that says nothing of the method's maps. */
  readonly values: readonly (readonly Float64Array[])[]
}

/** Reads all records, one at a time, and keeps seven numbers a map. Tables in the order in which records name models and data sets. */
export async function collectMosaics(
  records: AsyncIterable<ReliabilityRecord>,
  methods: readonly ReliabilityMethod[],
  seenWithin: number,
): Promise<readonly MosaicTable[]> {
  const growing = new Map<string, GrowingTable>()
  for await (const record of records) {
    for (const entry of record.models) {
      const key = JSON.stringify([entry.model, record.group])
      const table = growing.get(key) ?? startTable(entry.model, record.group)
      growing.set(key, table)
      if ('code' in entry) fail(table, record.sample, entry.reason)
      else add(table, record, entry, methods, entry.moreProbable < seenWithin)
    }
  }
  return Array.from(growing.values(), (table) => ({
    ...table,
    seen: columnsOf(table.seen, methods.length),
    unseen: columnsOf(table.unseen, methods.length),
    failures: [...table.failures.values()],
  }))
}

interface GrowingTable extends Omit<MosaicTable, 'seen' | 'unseen' | 'failures'> {
  first: number
  repeats: number
  readonly seen: Row[]
  readonly unseen: Row[]
  readonly unseenClasses: Map<string, { unseen: number; all: number }>
  readonly failures: Map<string, { subject: string; reason: string; count: number }>
}

interface Row {
  readonly sample: string
  /** By metric, then method. */
  readonly values: readonly (readonly number[])[]
}

function startTable(model: string, group: string): GrowingTable {
  return { model, group, first: 0, repeats: 0, seen: [], unseen: [], unseenClasses: new Map(), failures: new Map() }
}

function add(
  table: GrowingTable,
  record: ReliabilityRecord,
  entry: MosaicOfModel,
  methods: readonly ReliabilityMethod[],
  isSeen: boolean,
): void {
  if (entry.moreProbable === 0) table.first++
  if (record.repeats) table.repeats++
  const ofClass = table.unseenClasses.get(entry.label) ?? { unseen: 0, all: 0 }
  table.unseenClasses.set(entry.label, { unseen: ofClass.unseen + (isSeen ? 0 : 1), all: ofClass.all + 1 })
  const found = methods.map(({ label }) => entry.methods.find(({ method }) => method === label))
  for (const one of found) if (one && 'reason' in one) fail(table, one.method, one.reason)
  const values = classificationMetrics.map((metric) =>
    methods.map(({ isSigned }, index) => {
      const one = found[index]
      return one && 'cells' in one && (isSigned || metric.ofPositiveMaps) ? metric.of(one.cells) : Number.NaN
    }),
  )
  const rows = isSeen ? table.seen : table.unseen
  rows.push({ sample: record.sample, values })
}

function fail({ failures }: GrowingTable, subject: string, reason: string): void {
  const key = JSON.stringify([subject, reason])
  failures.set(key, { subject, reason, count: (failures.get(key)?.count ?? 0) + 1 })
}

function columnsOf(rows: readonly Row[], methods: number): MosaicValues {
  return {
    samples: rows.map(({ sample }) => sample),
    values: classificationMetrics.map((_, metric) =>
      Array.from({ length: methods }, (_, method) => Float64Array.from(rows, ({ values }) => values[metric]![method]!)),
    ),
  }
}
