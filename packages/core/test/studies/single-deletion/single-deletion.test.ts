import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { createKernels } from '../../../src/kernels/implementations.ts'
import type { Preprocess } from '../../../src/model/classifier.ts'
import { createRandom } from '../../../src/random/random.ts'
import { nearestGrid } from '../../../src/regions/nearest-grid.ts'
import { regionSums } from '../../../src/regions/region-means.ts'
import { createOnce } from '../../../src/studies/once.ts'
import { prepareStudy } from '../../../src/studies/prepare-study.ts'
import { deviationOfChance } from '../../../src/studies/single-deletion/findings.ts'
import { halvesOf } from '../../../src/studies/single-deletion/folds.ts'
import { baselineFor } from '../../../src/studies/single-deletion/parameters.ts'
import type { DropsOfModel, SingleDeletionRecord } from '../../../src/studies/single-deletion/record.ts'
import { singleDeletion } from '../../../src/studies/single-deletion/single-deletion.ts'
import type { StudyReport } from '../../../src/studies/study-report.ts'
import { fourPixels, openFourPixels } from '../four-pixels.ts'
import { openTinyStudy, readOneByOne } from '../tiny-study.ts'

function tableOf(report: StudyReport, name: string) {
  return report.sections.flatMap(({ tables = [] }) => tables).find((table) => table.name === name)!
}

/** The score of a method as its row has it. */
function scoreOf(report: StudyReport, method: string, baseline: string) {
  return tableOf(report, 'scores')
    .rows.find((row) => row[2] === method && row[1] === baseline)!
    .slice(3, 6)
}

it('a cell of an all-one map of 224 x 224 pixels has 3136', () => {
  const sums = regionSums(new Float32Array(224 * 224).fill(1), nearestGrid(224, 224, 4, 4))
  expect(Array.from(sums)).toEqual(Array(16).fill(3136))
})

test.each([
  [16, 1, 0.258],
  [16, 100, 0.0258],
])('the mean of chance over %i cells and %i pictures deviates by %d', (cells, pictures, deviation) => {
  expect(deviationOfChance(cells, pictures)).toBeCloseTo(deviation, 3)
})

it('zero is the mean colour, in the order of the picture and not of the model', () => {
  const preprocess: Preprocess = {
    ...{ resize: 'exact', size: [2, 2], crop: null, resample: 'nearest', channels: 'bgr' },
    ...{ scale: 0.01, mean: [0.1, 0.2, 0.3], std: [1, 1, 1] },
  }
  expect(baselineFor('zero', preprocess)).toEqual({ kind: 'colour', rgb: [30, 20, 10] })
})

describe('a linear model', async () => {
  const classifier = await openFourPixels()
  const kernels = await createKernels('auto')
  const samples = fourPixels.map(({ sample }) => sample)
  const tools = {
    ...{
      models: [{ name: 'linear', classifier }],
      kernels,
      dataset: { name: 'four', samples, skipped: [] },
      seed: 1,
      memory: 16,
    },
    ...{ signal: new AbortController().signal, onForwards: () => {} },
  }
  const study = prepareStudy(singleDeletion, {
    methods: 'gradient-input,integrated-gradients',
    grid: 2,
    regions: 4,
    resamples: 1000,
  })
  const records: SingleDeletionRecord[] = []
  beforeAll(async () => {
    for (const sample of samples) records.push((await study.measure(sample, tools)) as SingleDeletionRecord)
  })
  afterAll(async () => {
    kernels.dispose()
    await classifier.dispose()
  })

  it('loses with each hidden pixel what it weighs, with what is 0 after normalisation in its place', () => {
    const [model] = records[0]!.models as readonly DropsOfModel[]
    const [zero] = model!.drops
    // Weights 1, -1, .5, .2 times the numbers 2, -1, .5, 1.
    ;[2, 1, 0.25, 0.2].forEach((drop, cell) => {
      expect(zero!.drops[cell]).toBeCloseTo(drop, 6)
    })
    expect(zero!.clean).toBeCloseTo(3.45, 6)
  })

  it('is ranked perfectly by gradient times input and by integrated gradients', async () => {
    const about = { models: [], dataset: 'four', seed: 1, command: '', failed: [] }
    const report = await study.summarise(readOneByOne(records), about)
    expect(scoreOf(report, 'gradient-input', 'zero')).toEqual([{ value: 1, low: 1, high: 1 }, 3, 0])
    expect(scoreOf(report, 'integrated-gradients', 'zero')).toEqual([{ value: 1, low: 1, high: 1 }, 3, 0])
  })
})

describe('the study', async () => {
  const tiny = await openTinyStudy()
  const study = prepareStudy(singleDeletion, {
    methods: 'leave-one-out,saliency,attention-rollout',
    baselines: 'zero,mean',
    grid: 4,
    regions: 4,
    resamples: 1000,
  })
  const records: SingleDeletionRecord[] = []
  let report: StudyReport
  beforeAll(async () => {
    for (const sample of tiny.samples) records.push((await study.measure(sample, tiny.tools)) as SingleDeletionRecord)
    report = await study.summarise(readOneByOne(records), tiny.about)
  })
  afterAll(tiny.close)

  it.each(['zero', 'mean'])(
    'gives occlusion of the same cells exactly 1 and its opposite exactly -1, hidden with %s',
    (baseline) => {
      expect(scoreOf(report, 'occlusion of the same cells (control)', baseline)).toEqual([{ value: 1, low: 1, high: 1 }, 4, 0])
      expect(scoreOf(report, 'the same, negated (control)', baseline)).toEqual([{ value: -1, low: -1, high: -1 }, 4, 0])
      expect(report.summary.join(' ')).toMatch(/The controls are as they must be/)
    },
  )

  it('is the same again', async () => {
    expect(await study.measure(tiny.samples[1]!, tiny.tools)).toEqual(records[1])
  })

  it('counts maps that there are not', () => {
    expect(tableOf(report, 'missing').rows).toEqual([['small', 'attention-rollout', 4, expect.any(String)]])
  })

  it('leaves a map out whose cells are all the same, and counts it', async () => {
    const constant = records.map((record) => ({
      ...record,
      models: record.models.map((model) =>
        'maps' in model ? { ...model, maps: [{ method: 'constant', sums: Array(16).fill(5) }] } : model,
      ),
    }))
    const found = await study.summarise(readOneByOne(constant), tiny.about)
    expect(scoreOf(found, 'constant', 'zero')).toEqual([{ value: null, reason: expect.any(String) }, 0, 4])
  })

  it('claims nothing of controls where no cell differs from another', async () => {
    const flat = records.map((record) => ({
      ...record,
      models: record.models.map((model) =>
        'maps' in model
          ? { ...model, drops: model.drops.map((one) => ({ ...one, drops: Array(16).fill(0), spread: Array(16).fill(0) })) }
          : model,
      ),
    }))
    const { summary } = await study.summarise(readOneByOne(flat), tiny.about)
    expect(summary.join(' ')).toMatch(/No control could be checked/)
    expect(summary.join(' ')).not.toMatch(/as they must be/)
  })

  it('says of what is random that it is chance', async () => {
    const random = createRandom(3)
    const draw = () => Array.from({ length: 16 }, () => random.next())
    const chance = Array.from({ length: 300 }, (_, picture): SingleDeletionRecord => {
      const drops = draw()
      const maps = [{ method: 'random:over=pixels', sums: draw() }]
      const onZero = { baseline: 'zero', clean: 1, drops, spread: drops }
      return { sample: `${picture}`, models: [{ model: 'm', target: 0, why: 'truth', isRight: true, drops: [onZero], maps }] }
    })
    const found = await study.summarise(readOneByOne(chance), tiny.about)
    const [cell] = scoreOf(found, 'random:over=pixels (control)', 'zero')
    const score = typeof cell === 'object' && cell !== null ? cell.value : cell
    expect(Math.abs(Number(score))).toBeLessThan(3 * deviationOfChance(16, 300))
  })

  it.each([{ baselines: 'mean,mean' }, { baselines: 'grey' }, { methods: 'saliencies' }])(
    'refuses %j before anything is opened',
    async (wrong) => {
      await expect(prepareStudy(singleDeletion, wrong).samples(tiny.tools.dataset, 1)).rejects.toEqual(
        expect.objectContaining({ code: expect.stringMatching(/^USAGE_/) }),
      )
    },
  )
})

describe('with the last layer retrained', async () => {
  const tiny = await openTinyStudy()
  const settings = { methods: 'saliency', grid: 4, regions: 4, resamples: 1000, rate: 0.5, batch: 2 }
  const study = prepareStudy(singleDeletion, { ...settings, variant: 'head-only' })
  const tools = { ...tiny.tools, once: createOnce() }
  const records: SingleDeletionRecord[] = []
  beforeAll(async () => {
    for (const sample of tiny.samples) records.push((await study.measure(sample, tools)) as SingleDeletionRecord)
  })
  afterAll(tiny.close)

  it('other drops are measured than before', async () => {
    const before = prepareStudy(singleDeletion, settings)
    const dropsOf = (record: unknown) => ((record as SingleDeletionRecord).models[0] as DropsOfModel).drops[0]!.drops
    for (const [index, sample] of tiny.samples.entries())
      expect(dropsOf(records[index])).not.toEqual(dropsOf(await before.measure(sample, tiny.tools)))
  })

  it('another process measures the same', async () => {
    expect(await study.measure(tiny.samples[3]!, { ...tiny.tools, once: createOnce() })).toEqual(records[3])
  })

  it('pictures are run for the training once', async () => {
    let forwards = 0
    const counted = { ...tiny.tools, once: createOnce(), onForwards: (count: number) => (forwards += count) }
    await study.measure(tiny.samples[0]!, counted)
    const first = forwards
    await study.measure(tiny.samples[0]!, counted)
    // Four pictures, each whole for the target and then with 17 views.
    expect(first - (forwards - first)).toBe(4 * (1 + 17))
  })

  it('the report says which variant it is, and controls are as they must be', async () => {
    const report = await study.summarise(readOneByOne(records), tiny.about)
    expect(report.title).toBe('Single deletion (head-only IDSDS)')
    expect(report.summary.join(' ')).toMatch(/Only the last layer was retrained/)
    expect(scoreOf(report, 'occlusion of the same cells (control)', 'zero')).toEqual([{ value: 1, low: 1, high: 1 }, 4, 0])
  })

  it('two baselines are refused', async () => {
    const both = prepareStudy(singleDeletion, { ...settings, variant: 'head-only', baselines: 'zero,mean' })
    await expect(both.samples(tiny.tools.dataset, 1)).rejects.toEqual(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })

  it('a data set without classes is refused for every model', async () => {
    const nameless = tiny.samples.map(({ id, open }) => ({ id, open }))
    const bare = { ...tiny.tools, once: createOnce(), dataset: { ...tiny.tools.dataset, samples: nameless } }
    const record = (await study.measure(nameless[0]!, bare)) as SingleDeletionRecord
    expect(record).toMatchObject({ models: [{ code: 'USAGE_PARAMETER' }] })
    const { summary } = await study.summarise(readOneByOne([record]), tiny.about)
    expect(summary[0]).toMatch(/^Nothing was measured/)
  })
})

describe('the halves of a data set', () => {
  const samples = [0, 0, 0, 0, 0, 1, 1, 2, undefined].map((index, i) => ({
    id: `${i}`,
    ...(index !== undefined && { class: index }),
  }))

  it.each([1, 2, 3, 4])('share every class as evenly as can be, with seed %i', (seed) => {
    const halves = halvesOf(samples, seed)
    const inFirst = (index: number) => samples.filter((one) => one.class === index && halves.get(one.id) === 0).length
    expect([2, 3]).toContain(inFirst(0))
    expect(inFirst(1)).toBe(1)
    expect(halves.size).toBe(9)
  })

  it('are others with another seed', () => {
    expect(halvesOf(samples, 1)).not.toEqual(halvesOf(samples, 2))
  })
})

describe('with a small network trained from scratch', async () => {
  const tiny = await openTinyStudy()
  const study = prepareStudy(singleDeletion, {
    methods: 'grad-cam,saliency',
    variant: 'tiny-cnn',
    regions: 4,
    resamples: 1000,
    epochs: 3,
  })
  // The picture of the last class is alone.
  const samples = ['first', 'second'].flatMap((copy) => tiny.samples.map((one) => ({ ...one, id: `${copy}/${one.id}` })))
  const withLonely = samples.filter(({ id }) => id !== 'second/2.png')
  const lonely = withLonely.findIndex(({ id }) => id === 'first/2.png')
  const dataset = { ...tiny.tools.dataset, samples: withLonely }
  const tools = { ...tiny.tools, dataset, once: createOnce() }
  const records: SingleDeletionRecord[] = []
  beforeAll(async () => {
    for (const sample of withLonely) records.push((await study.measure(sample, tools)) as SingleDeletionRecord)
  })
  afterAll(tiny.close)

  it('that network alone is measured, for the true class, with every method that suits it', () => {
    for (const { models } of records.filter((_, index) => index !== lonely)) {
      expect(models.map(({ model }) => model)).toEqual(['tiny CNN'])
      const [drops] = models as readonly DropsOfModel[]
      expect(drops!.why).toBe('truth')
      expect(drops!.maps.every((map) => 'sums' in map && map.sums.length === 16)).toBe(true)
    }
  })

  it('a class that it was not shown is named and not measured', async () => {
    expect(records[lonely]).toMatchObject({ models: [{ model: 'tiny CNN', code: 'USAGE_CLASS_UNKNOWN' }] })
    const report = await study.summarise(readOneByOne(records), tiny.about)
    expect(tableOf(report, 'pictures').rows[0]!.slice(0, 2)).toEqual(['tiny CNN', 6])
    expect(tableOf(report, 'missing').rows).toEqual([['tiny CNN', 'first/2.png', 1, expect.stringMatching(/has no class 2/)]])
  })

  it('another process measures the same', async () => {
    expect(await study.measure(withLonely[0]!, { ...tools, once: createOnce() })).toEqual(records[0])
  })

  it('the report says that it tells nothing of large models', async () => {
    const report = await study.summarise(readOneByOne(records), tiny.about)
    expect(report.title).toBe('Single deletion (tiny-CNN IDSDS)')
    expect(report.summary.join(' ')).toMatch(/says nothing about large models/)
    expect(scoreOf(report, 'occlusion of the same cells (control)', 'zero')).toEqual([{ value: 1, low: 1, high: 1 }, 6, 0])
  })
})
