import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Sample } from '../../../src/datasets/dataset.ts'
import type { Picture } from '../../../src/image/picture.ts'
import { mean } from '../../../src/math/mean.ts'
import { median } from '../../../src/math/median.ts'
import { sampleVariance } from '../../../src/math/variance.ts'
import { classificationMetrics } from '../../../src/metrics/classification/classification-metrics.ts'
import { measureMethod, prepareMethods } from '../../../src/studies/measuring/measure-methods.ts'
import { openSample } from '../../../src/studies/measuring/open-sample.ts'
import { prepareStudy } from '../../../src/studies/prepare-study.ts'
import { agreementOfTables, reliabilityOfMetric } from '../../../src/studies/reliability/findings.ts'
import type { MapOfMosaic, ReliabilityRecord } from '../../../src/studies/reliability/record.ts'
import { reliability } from '../../../src/studies/reliability/reliability.ts'
import type { StudyModel } from '../../../src/studies/study.ts'
import type { StudyReport } from '../../../src/studies/study-report.ts'
import { openTinyStudy, readOneByOne } from '../tiny-study.ts'

const options = { bootstrap: { seed: 1, resamples: 1000 }, permutations: 999 }
const [precision, , falseNegativeRate] = classificationMetrics as [
  (typeof classificationMetrics)[0],
  unknown,
  (typeof classificationMetrics)[0],
]
const sensitivity = classificationMetrics[1]!

describe('four methods on five mosaics', () => {
  const values = [
    [0.9, 0.8, 0.75, 0.95, 0.6],
    [0.7, 0.85, 0.75, 0.65, 0.55],
    [0.6, 0.5, 0.65, 0.7, 0.6],
    [0.52, 0.55, 0.4, 0.45, 0.5],
  ].map((row) => Float64Array.from(row))
  const all = [0, 1, 2, 3]
  const found = reliabilityOfMetric(precision, values, all, options)

  // All numbers of this block are computed from the formulas by hand, alpha as a fraction.
  it('are ranked mosaic by mosaic, ties sharing their ranks', () => {
    expect(found.ranking.ranks.map((row) => Array.from(row))).toEqual([
      [1, 2, 3, 4],
      [2, 1, 4, 3],
      [1.5, 1.5, 3, 4],
      [1, 3, 2, 4],
      [1.5, 3, 1.5, 4],
    ])
  })

  it('agree by 57091/101760, whichever end of the ranking comes first', () => {
    expect(found.agreement.alpha).toBeCloseTo(57091 / 101760, 12)
    expect(found.alphaOfAll).toBeCloseTo(57091 / 101760, 12)
    expect(reliabilityOfMetric(falseNegativeRate, values, all, options).agreement.alpha).toBeCloseTo(57091 / 101760, 12)
    expect(found.p).toBeLessThan(0.02)
  })

  it('has an interval where there are enough mosaics', () => {
    expect(found.agreement.low).toBeNaN()
    const many = values.map((row) => Float64Array.from({ length: 60 }, (_, mosaic) => row[mosaic % 5]!))
    const { alpha, low, high } = reliabilityOfMetric(precision, many, all, options).agreement
    expect(low).toBeLessThan(alpha)
    expect(high).toBeGreaterThan(alpha)
    expect(high - low).toBeLessThan(0.3)
  })

  test.each([
    [0, 1, 0.1],
    [0, 2, 0.3590924],
    [0, 3, 0.1],
    [1, 2, -0.4103913],
    [1, 3, 0.3],
    [2, 3, -0.8720816],
  ])('methods %i and %i find the same mosaics easy by %d', (one, other, rho) => {
    expect(found.correlations[one]![other]).toBeCloseTo(rho, 7)
    expect(found.correlations[other]![one]).toBeCloseTo(rho, 7)
  })

  it('have means, medians and variances over all mosaics', () => {
    const rounded = (of: (row: Float64Array) => number) => values.map((row) => Math.round(of(row) * 1e9) / 1e9)
    expect(rounded(mean)).toEqual([0.8, 0.7, 0.61, 0.484])
    expect(rounded(median)).toEqual([0.8, 0.7, 0.6, 0.5])
    expect(rounded(sampleVariance)).toEqual([0.01875, 0.0125, 0.0055, 0.00353])
  })

  it('with two values missing agree by 10943/22248, and two mosaics are dropped for the main figure', () => {
    const holes = values.map((row) => row.slice())
    holes[1]![3] = Number.NaN
    holes[3]![0] = Number.NaN
    const withHoles = reliabilityOfMetric(precision, holes, all, options)
    expect(withHoles.alphaOfAll).toBeCloseTo(10943 / 22248, 12)
    expect([withHoles.dropped, withHoles.ranking.ranks.length]).toEqual([2, 3])
  })

  it('agree by a rate as by one minus it', () => {
    const turned = values.map((row) => row.map((value) => 1 - value))
    const rate = reliabilityOfMetric(falseNegativeRate, turned, all, options)
    const sense = reliabilityOfMetric(sensitivity, values, all, options)
    expect(rate.agreement.alpha).toBeCloseTo(sense.agreement.alpha, 12)
    expect(rate.ranking.ranks).toEqual(sense.ranking.ranks)
    rate.correlations.forEach((row, one) => {
      row.forEach((rho, other) => {
        expect(rho).toBeCloseTo(sense.correlations[one]![other]!, 12)
      })
    })
  })
})

it('three data sets agree about eight methods by 313/336, by the mosaics that are seen alone', () => {
  const tables = [
    [1, 2, 3, 4, 5, 6, 7, 8],
    [2, 1, 3, 4, 6, 5, 7, 8],
    [1, 3, 2, 4, 5, 6, 8, 7],
  ].map((ranks, index) => {
    const valuesOf = (sign: number) => ({ samples: ['a'], values: [ranks.map((rank) => Float64Array.of(sign * rank))] })
    const turned = valuesOf(index === 0 ? 1 : -1)
    const rest = { first: 1, unseenClasses: new Map(), repeats: 0, failures: [] }
    return { model: 'm', group: `${index}`, seen: valuesOf(-1), unseen: turned, ...rest }
  })
  const { byMean, byMedian } = agreementOfTables(tables, 0, [0, 1, 2, 3, 4, 5, 6, 7])
  expect(byMean).toBeCloseTo(313 / 336, 12)
  expect(byMedian).toBeCloseTo(313 / 336, 12)
})

describe('the study', async () => {
  const tiny = await openTinyStudy()
  const study = prepareStudy(reliability, {
    methods: 'leave-one-out,gradient-input,saliency,attention-rollout',
    perClass: 3,
    tile: 4,
    fewPictures: 'mirror',
    regions: 4,
    resamples: 1000,
    permutations: 99,
    seenWithin: 2,
  })
  let mosaics: readonly Sample[]
  const records: ReliabilityRecord[] = []
  let report: StudyReport
  beforeAll(async () => {
    mosaics = await study.samples(tiny.tools.dataset, 1)
    for (const sample of mosaics) records.push((await study.measure(sample, tiny.tools)) as ReliabilityRecord)
    report = await study.summarise(readOneByOne(records), tiny.about)
  })
  afterAll(tiny.close)
  const tableOf = (name: string) => report.sections.flatMap(({ tables = [] }) => tables).find((table) => table.name === name)!

  it('makes as many mosaics of every class, and says which show a photograph twice', () => {
    expect(records.map((record) => record.class)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2])
    expect(records.map(({ repeats }) => repeats)).toEqual([false, false, false, true, true, true, true, true, true])
  })

  it('keeps the relevance of each map, and why there is none', () => {
    const [first] = records[0]!.models
    expect('methods' in first! && first.methods.map(({ method }) => method)).toEqual([
      'leave-one-out',
      'gradient-input',
      'saliency',
      'attention-rollout',
      'random:over=pixels',
      'gaussian',
    ])
    expect('methods' in first! && first.methods[3]).toMatchObject({ code: 'USAGE_METHOD_UNSUITED' })
  })

  it('adds up relevance on the tiles of the class, and on the others', async () => {
    const [sample, [model]] = [mosaics[3]!, tiny.tools.models]
    const settings = { regions: { kind: 'grid', count: 4 }, baseline: { kind: 'mean' }, target: 'truth' } as const
    const opened = await openSample(sample, model!, settings, tiny.tools)
    const measured = await measureMethod(opened.subject, prepareMethods('gradient-input')[0]!, opened.seed)
    const { width, height } = opened.subject.frame
    const sums = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 }
    if (!('map' in measured)) throw new Error(measured.reason)
    measured.map.forEach((value, pixel) => {
      const [column, row] = [pixel % width < width / 2 ? 0 : 1, pixel < (width * height) / 2 ? 0 : 1]
      const isClass = sample.tiles![2 * row + column]!.class === sample.class
      if (value > 0) sums[isClass ? 'truePositive' : 'falsePositive'] += value
      else sums[isClass ? 'falseNegative' : 'trueNegative'] -= value
    })
    opened.release()
    const [own] = records[3]!.models
    const { cells } = ('methods' in own! ? own.methods[1]! : {}) as MapOfMosaic
    for (const [name, sum] of Object.entries(sums)) expect(cells[name as keyof typeof sums], name).toBeCloseTo(sum, 5)
    expect(sums.truePositive).not.toBeCloseTo(sums.falsePositive, 5)
  })

  it('looks at whole mosaics, also with a model that crops pictures', async () => {
    const [{ classifier, ...model }] = tiny.tools.models as [StudyModel]
    const frame = (picture: Picture) => ({ ...classifier.frame(picture), rgb: new Uint8Array(picture.rgb.length) })
    const cropping = { ...tiny.tools, models: [{ ...model, classifier: { ...classifier, frame } }] }
    expect(await study.measure(mosaics[4]!, cropping)).toEqual(records[4])
  })

  it('is the same again', async () => {
    expect(await study.measure(mosaics[4]!, tiny.tools)).toEqual(records[4])
  })

  it('counts mosaics whose class the model does not see apart, by class', () => {
    const [[, , all, , share, unseen] = []] = tableOf('seen').rows
    expect([all, unseen]).toEqual([9, 9 - 9 * (share as number)])
    const hidden = records.filter(({ models: [model] }) => 'moreProbable' in model! && model.moreProbable >= 2)
    expect(unseen).toBe(hidden.length)
    const named = tableOf('unseen-classes').rows.map((row) => row[2])
    expect(new Set(named)).toEqual(new Set(hidden.map((record) => ['a', 'b', 'c'][record.class])))
  })

  it('gives seven metrics to signed methods and precision to the others', () => {
    const metricsOf = (method: string) => tableOf('values').rows.flatMap((row) => (row[3] === method ? [row[2]] : []))
    expect(metricsOf('gradient-input')).toEqual(classificationMetrics.map(({ name }) => name))
    expect(metricsOf('saliency')).toEqual(['precision'])
    expect(metricsOf('gaussian (control)')).toEqual(['precision'])
  })

  it('puts a Gaussian around the middle on every quadrant alike', () => {
    const row = tableOf('values').rows.find((one) => one[3] === 'gaussian (control)')!
    expect(row[4]).toMatchObject({ value: expect.closeTo(0.5, 6) })
  })

  it('ranks no control', () => {
    const [row] = tableOf('agreement').rows
    expect(row!.slice(2, 4)).toEqual(['precision', 3])
  })

  it('compares neither data sets nor models where there is one of each', () => {
    expect(report.sections.map(({ title }) => title)).not.toContain('Do data sets and models rank the methods alike?')
  })

  it('compares data sets that are folders of one', async () => {
    const copies = ['one/', 'two/'].flatMap((folder) => records.map((record) => ({ ...record, group: folder.slice(0, 3) })))
    const { sections } = await study.summarise(readOneByOne(copies), tiny.about)
    const between = sections.flatMap(({ tables = [] }) => tables).find(({ name }) => name === 'between')!
    expect(between.rows[0]).toEqual(['data sets', 'small', 'precision', 2, 4, 1, 1])
  })

  it('leaves it to the page to list what was left out before the run, which records do not tell', () => {
    const tables = report.sections.flatMap(({ tables: own = [] }) => own)
    expect(tables.map(({ name }) => name)).toEqual(['seen', 'unseen-classes', 'values', 'agreement', 'failures'])
  })

  it('has no shares of a model on which no mosaic was measured, and says so', async () => {
    const models = [{ model: 'lacking', code: 'USAGE_CLASS_UNKNOWN', reason: 'it has no such class' }]
    const without = await study.summarise(readOneByOne(records.map((record) => ({ ...record, models }))), tiny.about)
    const missing = { value: null, reason: 'no mosaic was measured' }
    expect(without.sections[0]!.tables![0]!.rows).toEqual([['lacking', 'all', 0, missing, missing, 0, 0]])
    expect(without.sections.at(-1)!.tables![0]!.rows).toHaveLength(9)
  })

  it('refuses a data set of which no mosaic can be made', async () => {
    const one = { ...tiny.tools.dataset, samples: tiny.samples.slice(0, 1) }
    await expect(study.samples(one, 1)).rejects.toEqual(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })

  it('says in words what was found', () => {
    expect(report.summary[0]).toMatch(
      /^On small, over \d mosaics?, .* puts the largest share of its positive relevance on the class/,
    )
    expect(report.summary.join(' ')).toMatch(/How far mosaics of small agree/)
  })
})
