import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKernels } from '../../../src/kernels/implementations.ts'
import { prepareMethod } from '../../../src/methods/registry.ts'
import { measureBothOrders } from '../../../src/studies/fidelity/both-orders.ts'
import { collectCurves } from '../../../src/studies/fidelity/collect.ts'
import { fidelity } from '../../../src/studies/fidelity/fidelity.ts'
import { fidelityOf, meanCurve } from '../../../src/studies/fidelity/findings.ts'
import type { CurvesOfMap, FidelityRecord } from '../../../src/studies/fidelity/record.ts'
import { metricContext } from '../../../src/studies/measuring/metric-context.ts'
import { openSample } from '../../../src/studies/measuring/open-sample.ts'
import { prepareStudy } from '../../../src/studies/prepare-study.ts'
import type { StudyReport } from '../../../src/studies/study-report.ts'
import { fourPixels, openFourPixels, zero } from '../four-pixels.ts'
import { openTinyStudy, readOneByOne } from '../tiny-study.ts'

const bootstrap = { seed: 1, resamples: 1000 }

/** The records of the three pictures of four pixels, with the maps taken `times` 1 or -1. */
async function recordsOfFourPixels(times: number): Promise<readonly FidelityRecord[]> {
  const classifier = await openFourPixels()
  const kernels = await createKernels('auto')
  const tools = { kernels, seed: 1, memory: 16, signal: new AbortController().signal, onForwards: () => {} }
  const settings = { regions: { kind: 'grid', count: 4 }, baseline: { kind: 'black' }, target: 'truth' } as const
  const records: FidelityRecord[] = []
  for (const { sample, map } of fourPixels) {
    const opened = await openSample(sample, { name: 'linear', classifier }, settings, tools)
    const values = map.map((value) => times * value)
    const measured = { map: values, attribution: { kind: 'map', values }, forwards: 0, warnings: [] } as const
    const context = metricContext(opened, measured, prepareMethod('saliency', {}), { truth: undefined, layers: 0 })
    const both = await measureBothOrders(context, { steps: 4, baseline: zero, absolute: false }, sample.class!)
    const curves: CurvesOfMap = { method: 'given', sign: 'signed', baseline: zero, ...both }
    const { isRight, target } = opened
    records.push({
      sample: sample.id,
      models: [{ model: 'linear', target: target.class, why: target.why, isRight, maps: [curves] }],
    })
    opened.release()
  }
  kernels.dispose()
  await classifier.dispose()
  return records
}

describe('three pictures of four pixels, as computed by hand', async () => {
  const records = await recordsOfFourPixels(1)
  const curvesOf = (record: FidelityRecord): CurvesOfMap => {
    const [model] = record.models
    const [map] = 'maps' in model! ? model.maps : []
    if (!map || 'code' in map) throw new Error('no curves')
    return map
  }

  it('keep or lose their answer step by step', () => {
    expect(records.map((record) => curvesOf(record).most.right)).toEqual([
      [1, 1, 1, 1, 0],
      [1, 1, 1, 1, 1],
      [1, 0, 0, 0, 0],
    ])
    expect(records.map((record) => curvesOf(record).least.right)).toEqual([
      [1, 1, 1, 1, 0],
      [1, 1, 1, 1, 1],
      [1, 1, 1, 1, 0],
    ])
    expect(curvesOf(records[0]!).most.share).toEqual([0, 0.25, 0.5, 0.75, 1])
  })

  it('have a fidelity of 1/4, which is what the most important lose less what the least important do', async () => {
    const { tables } = await collectCurves(readOneByOne(records), { steps: 4, onlyRight: false })
    const found = fidelityOf(tables[0]!, { balanced: false, bootstrap })
    expect(found.fidelity.value).toBeCloseTo(0.25, 12)
    expect(found.lossOfMost.value).toBeCloseTo(1 / 3, 12)
    expect(found.lossOfLeast.value).toBeCloseTo(1 / 12, 12)
    expect(found.artefact.value).toBeCloseTo(0.25, 12)
  })

  it('have the opposite fidelity with the opposite maps', async () => {
    const { tables } = await collectCurves(readOneByOne(await recordsOfFourPixels(-1)), { steps: 4, onlyRight: false })
    const found = fidelityOf(tables[0]!, { balanced: false, bootstrap })
    expect(found.fidelity.value).toBeCloseTo(-0.25, 12)
    expect(found.lossOfMost.value).toBeCloseTo(1 / 12, 12)
    expect(found.lossOfLeast.value).toBeCloseTo(1 / 3, 12)
  })

  it('weigh the two classes the same where that is asked for', async () => {
    const { tables } = await collectCurves(readOneByOne(records), { steps: 4, onlyRight: false })
    // Fidelities 0 and 3/4 of the first class, 0 of the second.
    expect(fidelityOf(tables[0]!, { balanced: true, bootstrap }).fidelity.value).toBeCloseTo(3 / 16, 12)
  })
})

describe('one picture, as computed by hand', async () => {
  const share = [0, 0.25, 0.5, 0.75, 1]
  const most = { share, right: [1, 0, 0, 0, 0], probability: [0.8, 0.4, 0, 0, 0] }
  const least = { share, right: [1, 1, 0, 0, 0], probability: [0.8, 0.8, 0.4, 0, 0] }
  const tableWith = async (...curves: readonly (typeof most)[]) => {
    const [first, second] = curves as [typeof most, typeof most]
    const maps = [{ method: 'any', sign: 'signed', baseline: 'mean', most: first, least: second }] as const
    const models = [{ model: 'm', target: 0, why: 'truth', isRight: true, maps }] as const
    return (await collectCurves(readOneByOne([{ sample: 'a', models }]), { steps: 4, onlyRight: false })).tables[0]!
  }
  const table = await tableWith(most, least)
  const found = fidelityOf(table, { balanced: false, bootstrap })

  it('loses 7/8 and 5/8, of which 3/8 and 1/8 in the first half', () => {
    expect([found.lossOfMost.value, found.lossOfLeast.value, found.fidelity.value]).toEqual([0.875, 0.625, 0.25])
    expect([found.earlyLossOfLeast, found.earlyFidelity, found.earlyShare]).toEqual([0.125, 0.25, 0.2])
    expect(found.earlyArtefact).toBeCloseTo(1 / 3, 12)
  })

  it('has a curve of either order', () => {
    expect(meanCurve(table, 'most', false)).toEqual(most.right)
    expect(meanCurve(table, 'least', false)).toEqual(least.right)
  })

  it('has relative areas of its own probability, which is not divided by where it is next to 0', async () => {
    expect([found.relative.most, found.relative.least, found.relative.pictures]).toEqual([25, 50, 1])
    const [low, lower] = [most, least].map((curve) => ({ ...curve, probability: curve.probability.map((one) => 1e-9 * one) }))
    expect(fidelityOf(await tableWith(low!, lower!), { balanced: false, bootstrap }).relative.pictures).toBe(0)
  })
})

it('a model that always gives the same answer has a fidelity of 0, and no loss to be split', async () => {
  const flat = { share: [0, 0.5, 1], right: [1, 1, 1], probability: [0.9, 0.9, 0.9] }
  const maps = [{ method: 'any', sign: 'signed', baseline: 'mean', most: flat, least: flat }] as const
  const records: readonly FidelityRecord[] = ['a', 'b'].map((sample) => ({
    sample,
    models: [{ model: 'constant', target: 0, why: 'truth', isRight: true, maps }],
  }))
  const { tables } = await collectCurves(readOneByOne(records), { steps: 2, onlyRight: false })
  const found = fidelityOf(tables[0]!, { balanced: false, bootstrap })
  expect([found.fidelity.value, found.scoreFidelity.value, found.lossOfLeast.value]).toEqual([0, 0, 0])
  expect(found.artefact.value).toBeNaN()
})

describe('the study', async () => {
  const tiny = await openTinyStudy()
  const study = prepareStudy(fidelity, {
    methods: 'leave-one-out,saliency,attention-rollout',
    baselines: 'mean,black',
    steps: 8,
    regions: 4,
    resamples: 1000,
  })
  const records: FidelityRecord[] = []
  let report: StudyReport
  beforeAll(async () => {
    for (const sample of tiny.samples) records.push((await study.measure(sample, tiny.tools)) as FidelityRecord)
    report = await study.summarise(readOneByOne(records), tiny.about)
  })
  afterAll(tiny.close)
  const tableOf = (name: string) => report.sections.flatMap(({ tables = [] }) => tables).find((table) => table.name === name)!

  it('reads signed maps in two ways, others in one, and three random maps, on every baseline', () => {
    expect(tableOf('fidelity').rows.map((row) => row.slice(1, 4))).toEqual(
      [
        ['leave-one-out', 'signed'],
        ['leave-one-out', 'absolute'],
        ['saliency', 'signed'],
        ['random:over=pixels', 'seed 1'],
        ['random:over=pixels', 'seed 2'],
        ['random:over=pixels', 'seed 3'],
      ].flatMap((of) => [
        ['mean', ...of],
        ['black', ...of],
      ]),
    )
  })

  it('is the same again', async () => {
    expect(await study.measure(tiny.samples[2]!, tiny.tools)).toEqual(records[2])
  })

  it('runs both ends of all curves on a baseline once', async () => {
    const forwards: number[] = []
    const tools = { ...tiny.tools, onForwards: (count: number) => forwards.push(count) }
    const alone = prepareStudy(fidelity, { methods: 'saliency', baselines: 'mean', steps: 8, regions: 4, resamples: 1000 })
    await alone.measure(tiny.samples[0]!, tools)
    // Whole picture, a gradient at three forwards, the blank baseline, and 7 masks between for either order of four maps.
    expect(forwards.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1 + 3 + 1 + 4 * 2 * 7)
  })

  it('draws three different random maps of each picture', () => {
    const [model] = records[0]!.models
    const own = 'maps' in model! ? model.maps.filter((map) => map.method === 'random:over=pixels') : []
    const curves = own.flatMap((map) => ('most' in map && map.baseline === 'mean' ? [JSON.stringify(map.most.probability)] : []))
    expect(new Set(curves).size).toBe(3)
  })

  it('splits what the most important lose into fidelity and what the least important lose, and random maps lose D_RAND', async () => {
    const curveOf = (kept: number) => {
      const right = [1, 1, 1, 1, 1].map((one, point) => (point <= kept ? one : 0))
      return { share: [0, 0.25, 0.5, 0.75, 1], right, probability: right }
    }
    const mapOf = (method: string, sign: string, most: number, least: number) => ({
      ...{ method, sign, baseline: 'mean', most: curveOf(most), least: curveOf(least) },
    })
    const maps = [
      mapOf('saliency', 'signed', 0, 2),
      ...[1, 2, 3].map((seed) => mapOf('random:over=pixels', `seed ${seed}`, seed, 1)),
    ]
    const made = [{ sample: 'a', models: [{ model: 'small', target: 0, why: 'truth', isRight: true, maps }] }]
    const { sections } = await study.summarise(readOneByOne(made), tiny.about)
    const tables = sections.flatMap(({ tables: own = [] }) => own)
    const rowsOf = (name: string) => tables.find((table) => table.name === name)!.rows
    // What is kept up to 0, 1, 2 or 3 quarters loses 7/8, 5/8, 3/8 or 1/8.
    expect(rowsOf('artefacts')[0]!.slice(4, 6)).toEqual([7 / 8, 3 / 8])
    expect(rowsOf('fidelity')[0]![4]).toBe(7 / 8 - 3 / 8)
    expect(rowsOf('random-loss')).toEqual([['small', 'mean', 3 / 8]])
  })

  it('says which numbers are a reconstruction', () => {
    expect(report.sections.filter(({ title }) => title.includes('reconstruction'))).toHaveLength(1)
    expect(tableOf('artefacts').caption).toMatch(/reconstruction/)
    expect(tableOf('random-loss').caption).toMatch(/reconstruction/)
  })

  it('counts maps that there are not', () => {
    expect(tableOf('missing').rows).toEqual([['small', 'attention-rollout', 4, expect.any(String)]])
  })

  it('ranks methods on every baseline and says how far these agree', () => {
    expect(
      tableOf('baselines')
        .columns.map(({ name }) => name)
        .slice(-2),
    ).toEqual(['rank, mean', 'rank, black'])
    expect(tableOf('agreement-of-baselines').rows.map((row) => row.slice(0, 4))).toEqual([
      ['small', 'signed', 2, 2],
      ['small', 'absolute', 2, 1],
      ['all models and baselines', 'signed', 2, 2],
      ['all models and baselines', 'absolute', 2, 1],
    ])
  })

  it('ranks absolute maps among themselves', () => {
    const ranks = tableOf('baselines').rows.map(([, reading, , , onMean]) => [reading, onMean])
    expect(ranks.map(([reading]) => reading)).toEqual(['leave-one-out, signed', 'saliency, signed', 'leave-one-out, absolute'])
    expect(Number(ranks[0]![1]) + Number(ranks[1]![1])).toBe(3)
    expect(ranks[2]![1]).toBe(1)
    expect(report.summary[0]).toMatch(
      /^On small the highest fidelity has .*; among absolute maps, leave-one-out, absolute with mean/,
    )
  })

  it('claims no interval of one picture', async () => {
    const { summary } = await study.summarise(readOneByOne(records.slice(0, 1)), tiny.about)
    expect(summary.join(' ')).not.toMatch(/reaches 0|contains 0/)
    expect(summary.at(-1)).toMatch(/^One picture has no interval/)
  })

  it('calls no more than all of a loss an artefact', async () => {
    const [record] = records
    const worse = { share: [0, 0.5, 1], right: [1, 0, 0], probability: [0.9, 0.1, 0.1] }
    const better = { share: [0, 0.5, 1], right: [1, 1, 0], probability: [0.9, 0.9, 0.1] }
    const maps = [{ method: 'leave-one-out', sign: 'signed', baseline: 'mean', most: better, least: worse }]
    const models = [{ ...record!.models[0]!, maps }]
    const found = await study.summarise(readOneByOne([{ ...record!, models }]), tiny.about)
    expect(found.summary.join(' ')).toMatch(/100 % of what hiding the most important pixels costs/)
  })

  it('leaves out pictures that are wrong from the start where that is asked for', async () => {
    const right = prepareStudy(fidelity, {
      methods: 'saliency',
      baselines: 'mean',
      steps: 8,
      regions: 4,
      resamples: 1000,
      pictures: 'right',
    })
    const { sections } = await right.summarise(readOneByOne(records), tiny.about)
    const tables = sections.flatMap(({ tables: own = [] }) => own)
    const [, all, , kept] = tables.find(({ name }) => name === 'pictures')!.rows[0]!
    expect([all, kept]).toEqual([4, records.filter(({ models: [model] }) => 'isRight' in model! && model.isRight).length])
    expect(tables.find(({ name }) => name === 'fidelity')!.rows[0]!.at(-1)).toBe(kept)
  })

  it('leaves none out where the answer itself is explained, and still says how many are right', async () => {
    const settings = { methods: 'saliency', baselines: 'mean', steps: 2, regions: 4, resamples: 1000 }
    const answers = prepareStudy(fidelity, { ...settings, target: 'predicted', pictures: 'right' })
    const own: unknown[] = []
    for (const sample of tiny.samples) own.push(await answers.measure(sample, tiny.tools))
    const { sections } = await answers.summarise(readOneByOne(own), tiny.about)
    const tables = sections.flatMap(({ tables: some = [] }) => some)
    expect(tables.find(({ name }) => name === 'fidelity')!.rows[0]!.at(-1)).toBe(4)
    const right = records.filter(({ models: [model] }) => 'isRight' in model! && model.isRight).length
    expect(right).toBeLessThan(4)
    expect(tables.find(({ name }) => name === 'pictures')!.rows[0]!.slice(1, 4)).toEqual([4, 4, right])
  })

  it('counts no picture of unknown class as one that the model gets right, though its answer is explained', async () => {
    const nameless = tiny.samples.map(({ id, open }) => ({ id, open }))
    const found: unknown[] = []
    for (const sample of nameless) found.push(await study.measure(sample, tiny.tools))
    const { sections } = await study.summarise(readOneByOne(found), tiny.about)
    const counts = sections.flatMap(({ tables = [] }) => tables).find(({ name }) => name === 'pictures')!
    expect(counts.rows).toEqual([['small', 4, 0, 0, { value: null, reason: 'no class is known' }]])
    expect(sections.at(-1)!.text).toMatch(/the model’s answer is explained and counts as right/)
  })

  it.each([{ baselines: 'mean,mean' }, { baselines: 'grey' }, { methods: 'saliencies' }])(
    'refuses %j before anything is opened',
    async (wrong) => {
      const refused = prepareStudy(fidelity, wrong)
      await expect(refused.samples(tiny.tools.dataset, 1)).rejects.toEqual(
        expect.objectContaining({ code: expect.stringMatching(/^USAGE_/) }),
      )
    },
  )
})
