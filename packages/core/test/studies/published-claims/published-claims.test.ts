import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareStudy } from '../../../src/studies/prepare-study.ts'
import { publishedClaimsStudy } from '../../../src/studies/published-claims/published-claims.ts'
import { type ClaimsOfModel, type ClaimsRecord, rivals } from '../../../src/studies/published-claims/record.ts'
import type { StudyReport } from '../../../src/studies/study-report.ts'
import { openTinyStudy, readOneByOne } from '../tiny-study.ts'

const parameters = { regions: 9, forwards: 64, grid: 3, resamples: 200 }
const study = prepareStudy(publishedClaimsStudy, parameters)
const tiny = await openTinyStudy()
const records: ClaimsRecord[] = []
let report: StudyReport

beforeAll(async () => {
  for (const sample of tiny.samples) records.push((await study.measure(sample, tiny.tools)) as ClaimsRecord)
  report = await study.summarise(readOneByOne(records), tiny.about)
})
afterAll(tiny.close)

const modelOf = ({ models }: ClaimsRecord): ClaimsOfModel => models[0] as ClaimsOfModel
const tableOf = (name: string) => report.sections.flatMap(({ tables = [] }) => tables).find((table) => table.name === name)!

/** A record on which the selection is twice as good by insertion, and worse by deletion. */
const better: ClaimsOfModel = {
  model: 'small',
  isRight: true,
  probability: 0.9,
  rivals: rivals.map((rival, index) => {
    const insertion = index === 0 ? 0.8 : 0.4
    const deletion = index === 0 ? 0.3 : 0.2
    const highest = { 'highest within 25 %': null, 'highest within 50 %': 0.5, 'highest within 75 %': 0.5, highest: 0.9 }
    return { rival, forwards: 100, values: { insertion, deletion, ...highest } }
  }),
}

describe('the record of a sample', () => {
  it('explains the true class, of right and of wrong predictions', () => {
    const kinds = records.map((record) => modelOf(record).isRight)
    expect(new Set(kinds)).toEqual(new Set([true, false]))
  })

  it('runs HSIC with the published forwards, and with those that the selection took', () => {
    for (const record of records) {
      const [selection, published, equal] = modelOf(record).rivals as readonly { readonly forwards: number }[]
      expect(published!.forwards).toBe(64)
      expect(equal!.forwards).toBe(Math.max(8, selection!.forwards))
    }
  })

  it('knows a highest probability that only grows with the share', () => {
    for (const { rivals } of records.map(modelOf)) {
      for (const rival of rivals) {
        if (!('values' in rival)) continue
        const { 'highest within 50 %': half, 'highest within 75 %': more, highest } = rival.values
        expect(half!).toBeLessThanOrEqual(more!)
        expect(more!).toBeLessThanOrEqual(highest!)
      }
    }
  })
})

describe('the report', () => {
  it('has the ratio of the means of the same pictures', () => {
    const right = records.map(modelOf).filter(({ isRight }) => isRight)
    const meanOf = (rival: number): number =>
      right.reduce((sum, { rivals }) => {
        const one = rivals[rival]!
        return sum + ('values' in one ? one.values.insertion! : Number.NaN)
      }, 0) / right.length
    const row = tableOf('ratios').rows.find(
      ([, predictions, measure, against]) =>
        predictions === 'right' && String(measure).startsWith('insertion') && against === 'hsic',
    )!
    const ratio = row[4] as number | { readonly value: number }
    expect(typeof ratio === 'number' ? ratio : ratio.value).toBeCloseTo(meanOf(0) / meanOf(1), 12)
    expect(row.at(-1)).toBe(right.length)
  })

  it('sets the four published numbers beside its own, against both forms of HSIC', () => {
    expect(
      tableOf('claims').rows.map(([, predictions, measure, against, , published]) => [predictions, measure, against, published]),
    ).toEqual(
      expect.arrayContaining([
        ['right', 'deletion (lower is better)', 'hsic', 0.951],
        ['right', 'insertion (higher is better)', 'hsic at equal forwards', 1.025],
        ['wrong', 'highest (higher is better)', 'hsic', 1.81],
        ['wrong', 'insertion (higher is better)', 'hsic', 1.184],
      ]),
    )
  })

  it('decides no claim on a handful of pictures', () => {
    expect(report.summary).toHaveLength(8)
    for (const sentence of report.summary) expect(sentence).toMatch(/^Not decided, as these are too few pictures: on small, /)
  })

  it('finds the direction confirmed where every resample of many pictures says so', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...records[0]!, sample: `${index}`, models: [better] }))
    const { summary } = await study.summarise(readOneByOne(many), tiny.about)
    expect(summary[0]).toBe(
      'The direction is confirmed: on small, 40 right predictions, insertion of the selection is 2.00 times that of HSIC with the published number of forwards (95 % interval 2.00 to 2.00); published is 1.025.',
    )
    expect(summary[2]).toMatch(/^The opposite is found: on small, 40 right predictions, deletion of the selection is 1.50 times/)
  })
})

it('refuses a data set that does not say what its pictures show', async () => {
  const samples = tiny.samples.map(({ id, open }) => ({ id, open }))
  await expect(study.samples({ ...tiny.tools.dataset, samples }, 1)).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
})
