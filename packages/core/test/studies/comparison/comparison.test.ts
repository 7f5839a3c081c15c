import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparison } from '../../../src/studies/comparison/comparison.ts'
import type { ComparisonRecord, ModelRecord } from '../../../src/studies/comparison/record.ts'
import { prepareStudy } from '../../../src/studies/prepare-study.ts'
import type { StudyReport } from '../../../src/studies/study-report.ts'
import { openTinyStudy, readOneByOne } from '../tiny-study.ts'

const parameters = {
  methods: 'leave-one-out,saliency,attention-rollout',
  metrics: 'deletion,insertion,sparseness',
  regions: 4,
  resamples: 200,
}
const study = prepareStudy(comparison, parameters)
const tiny = await openTinyStudy()
const records: ComparisonRecord[] = []
let report: StudyReport

beforeAll(async () => {
  for (const sample of tiny.samples) records.push((await study.measure(sample, tiny.tools)) as ComparisonRecord)
  report = await study.summarise(readOneByOne(records), tiny.about)
})
afterAll(tiny.close)

function first(): ModelRecord {
  return records[0]!.models[0] as ModelRecord
}

describe('the record of a sample', () => {
  it('has a number for each method and metric, controls included', () => {
    const measured = first().methods.filter((method) => 'values' in method)
    expect(measured.map(({ method }) => method)).toEqual(['leave-one-out', 'saliency', 'random', 'gaussian'])
    for (const { values } of measured) expect(Object.values(values)).toEqual([0, 0, 0].map(() => expect.any(Number)))
  })

  it('says why a method does not suit the model, and measures the others', () => {
    expect(first().methods[2]).toMatchObject({ method: 'attention-rollout', code: 'USAGE_METHOD_UNSUITED' })
  })

  it('is the same again', async () => {
    expect(await study.measure(tiny.samples[0]!, tiny.tools)).toEqual(records[0])
  })

  it('has random numbers of its own', () => {
    expect(new Set(records.map(({ seed }) => seed)).size).toBe(4)
  })

  it('has no number of a model that lacks the class that is to be explained', async () => {
    const ofTruth = prepareStudy(comparison, { ...parameters, target: 'truth' })
    const record = await ofTruth.measure({ ...tiny.samples[0]!, class: 7 }, tiny.tools)
    expect(record).toMatchObject({ models: [{ model: 'small', code: 'USAGE_CLASS_UNKNOWN' }] })
  })

  it('says nothing about right and wrong where the model lacks the class and its answer is explained', async () => {
    const record = await study.measure({ ...tiny.samples[0]!, class: 7 }, tiny.tools)
    expect(record).toMatchObject({ models: [{ why: 'predicted', isRight: null }] })
  })
})

describe('the report', () => {
  const tableOf = (name: string) => report.sections.flatMap(({ tables = [] }) => tables).find((table) => table.name === name)!

  it('means over pictures what the records say', () => {
    const { columns, rows } = tableOf('means-small')
    expect(columns.map(({ name, direction }) => [name, direction])).toEqual([
      ['method', undefined],
      ['deletion', 'lower'],
      ['insertion', 'higher'],
      ['sparseness', 'higher'],
    ])
    const deletions = records.map(({ models }) => {
      const [method] = (models[0] as ModelRecord).methods
      return 'values' in method! ? method.values['deletion']! : Number.NaN
    })
    const mean = deletions.reduce((sum, value) => sum + value, 0) / 4
    expect(rows[0]![1]).toMatchObject({ value: expect.closeTo(mean, 12) })
  })

  it('has no number where there is none', () => {
    expect(tableOf('means-small').rows[2]).toEqual([
      'attention-rollout',
      ...[0, 0, 0].map(() => ({ value: null, reason: expect.any(String) })),
    ])
    expect(tableOf('missing').rows).toEqual([['small', 'attention-rollout', 'all', 4, expect.any(String)]])
  })

  it('ranks methods without controls, on pictures where all have a value', () => {
    const rows = tableOf('ranks').rows.filter(([, metric]) => metric === 'deletion')
    expect(rows.map((row) => row[2])).toEqual(['leave-one-out', 'saliency'])
    expect(rows.map((row) => row[4])).toEqual([4, 4])
    const [one, other] = rows.map((row) => (row[3] as { readonly value: number }).value)
    expect(one! + other!).toBeCloseTo(3, 12)
  })

  it('counts every picture of a duel once', () => {
    for (const row of tableOf('against-first').rows) {
      const [wins, ties, losses] = row.slice(5, 8) as number[]
      expect(wins! + ties! + losses!).toBe(row[3] === 'attention-rollout' ? 0 : 4)
    }
  })

  it('says first which method is best by which metric', () => {
    expect(report.summary[0]).toMatch(/^On small, over 4 pictures, the best mean has /)
  })

  it('tells right predictions from wrong ones', () => {
    const right = records.filter(({ models }) => (models[0] as ModelRecord).isRight).length
    expect(right).toBeGreaterThan(0)
    expect(right).toBeLessThan(4)
    expect(tableOf('right-and-wrong-small').caption).toBe(`small: ${right} right, ${4 - right} wrong predictions`)
  })
})

describe('a comparison', () => {
  it.each([
    ['methods', 'no-such-method', 'USAGE_UNKNOWN_METHOD'],
    ['metrics', 'no-such-metric', 'USAGE_UNKNOWN_METRIC'],
    ['methods', 'rise:samples=many', 'USAGE_PARAMETER'],
    ['baseline', 'fog', 'USAGE_PARAMETER'],
  ])('refuses %s "%s" before a picture is opened', async (name, value, code) => {
    const wrong = prepareStudy(comparison, { ...parameters, [name]: value })
    await expect(wrong.samples(tiny.tools.dataset, 1)).rejects.toMatchObject({ code })
  })
})
