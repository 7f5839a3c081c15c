import { type BootstrapOptions, bootstrapInterval, type Interval } from '../../math/bootstrap.ts'
import { mean } from '../../math/mean.ts'
import { directions, publishedClaims } from './published.ts'
import { type ClaimMeasure, type ClaimsRecord, claimMeasures, type Rival, rivals } from './record.ts'

/** The numbers of one model for right or for wrong predictions: a value per rival, measure and picture; NaN where there is none. */
export interface ClaimsTable {
  readonly model: string
  readonly predictions: 'right' | 'wrong'
  readonly values: Readonly<Record<Rival, Readonly<Record<ClaimMeasure, Float64Array>>>>
  readonly forwards: Readonly<Record<Rival, Float64Array>>
  readonly pictures: number
}

/** The selection against one form of HSIC by one measure. */
export interface Ratio {
  readonly table: ClaimsTable
  readonly measure: ClaimMeasure
  readonly rival: Rival
  /** Mean of the selection over mean of the rival, on the pictures that have both. */
  readonly ratio: number
  readonly interval: Interval
  readonly pictures: number
  readonly published: number | null
  readonly verdict: 'better' | 'worse' | 'not decided' | 'not decided: too few pictures'
}

/** Why something is missing, and how often. */
export interface ClaimsMissing {
  readonly model: string
  readonly what: string
  readonly reason: string
  readonly count: number
}

/** Reads records one at a time and keeps numbers only. */
export async function collectClaims(
  records: AsyncIterable<ClaimsRecord>,
): Promise<{ readonly tables: readonly ClaimsTable[]; readonly missing: readonly ClaimsMissing[] }> {
  const growing = new Map<string, Growing>()
  const missing = new Map<string, ClaimsMissing>()
  const count = (model: string, what: string, reason: string): void => {
    const key = JSON.stringify([model, what, reason])
    missing.set(key, { model, what, reason, count: (missing.get(key)?.count ?? 0) + 1 })
  }
  for await (const { models } of records) {
    for (const entry of models) {
      if ('code' in entry) {
        count(entry.model, 'all', entry.code)
        continue
      }
      const predictions = entry.isRight ? 'right' : 'wrong'
      const key = JSON.stringify([entry.model, predictions])
      const table = growing.get(key) ?? startTable(entry.model, predictions)
      growing.set(key, table)
      for (const rival of rivals) {
        const found = entry.rivals.find((one) => one.rival === rival)
        const measured = found && 'values' in found ? found : null
        if (measured === null) count(entry.model, rival, found && 'code' in found ? found.code : 'it was not measured')
        table.forwards[rival].push(measured?.forwards ?? Number.NaN)
        for (const measure of claimMeasures) table.values[rival][measure].push(measured?.values[measure] ?? Number.NaN)
      }
    }
  }
  return { tables: Array.from(growing.values(), finished), missing: [...missing.values()] }
}

interface Growing {
  readonly model: string
  readonly predictions: 'right' | 'wrong'
  readonly values: Readonly<Record<Rival, Readonly<Record<ClaimMeasure, number[]>>>>
  readonly forwards: Readonly<Record<Rival, number[]>>
}

function startTable(model: string, predictions: 'right' | 'wrong'): Growing {
  return {
    model,
    predictions,
    values: byName(rivals, () => byName(claimMeasures, (): number[] => [])),
    forwards: byName(rivals, (): number[] => []),
  }
}

function finished({ model, predictions, values, forwards }: Growing): ClaimsTable {
  return {
    model,
    predictions,
    values: byName(rivals, (rival) => byName(claimMeasures, (measure) => Float64Array.from(values[rival][measure]))),
    forwards: byName(rivals, (rival) => Float64Array.from(forwards[rival])),
    pictures: forwards.submodular.length,
  }
}

function byName<N extends string, T>(names: readonly N[], make: (name: N) => T): Readonly<Record<N, T>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Readonly<Record<N, T>>
}

/** The selection against both forms of HSIC by every measure, with the published ratio where there is one. */
export function ratiosOf(table: ClaimsTable, options: BootstrapOptions): readonly Ratio[] {
  return claimMeasures.flatMap((measure) =>
    rivals.filter((rival) => rival !== 'submodular').map((rival) => ratioOf(table, measure, rival, options)),
  )
}

/** Resamples of fewer pictures are too alike for their interval to be believed. */
const fewestPictures = 20

function ratioOf(table: ClaimsTable, measure: ClaimMeasure, rival: Rival, options: BootstrapOptions): Ratio {
  const [own, others] = [table.values.submodular[measure], table.values[rival][measure]]
  const both = [...own.keys()].filter((picture) => !Number.isNaN(own[picture]!) && !Number.isNaN(others[picture]!))
  const [a, b] = [Float64Array.from(both, (picture) => own[picture]!), Float64Array.from(both, (picture) => others[picture]!)]
  const interval = bootstrapInterval(both.length, (items) => quotient(sumOf(a, items), sumOf(b, items)), options)
  const better = directions[measure] === 'higher' ? interval.low > 1 : interval.high < 1
  const worse = directions[measure] === 'higher' ? interval.high < 1 : interval.low > 1
  return {
    table,
    measure,
    rival,
    ratio: quotient(mean(a), mean(b)),
    interval,
    pictures: both.length,
    published:
      publishedClaims.find((claim) => claim.predictions === table.predictions && claim.measure === measure)?.ratio ?? null,
    verdict: both.length < fewestPictures ? 'not decided: too few pictures' : better ? 'better' : worse ? 'worse' : 'not decided',
  }
}

function sumOf(values: Float64Array, items: Uint32Array): number {
  let sum = 0
  for (const item of items) sum += values[item]!
  return sum
}

/** NaN where HSIC's mean is 0. */
function quotient(a: number, b: number): number {
  return b > 0 ? a / b : Number.NaN
}
