import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExplainProgress } from '../../src/explain/options.ts'
import { explain } from '../../src/explain.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { differences, replayOptions } from '../../src/explanation/replay.ts'
import { hashBody } from '../../src/explanation/write.ts'
import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openSmall } from './small-picture.ts'

const grid = { regions: { kind: 'grid', count: 16 }, baseline: { kind: 'black' } } as const
const path = { parameters: { search: 'surrogate-path' } } as const

describe('a picture whose class the model gets wrong', () => {
  let model: Classifier
  let picture: Picture
  beforeAll(async () => {
    ;({ model, picture } = await openSmall())
  })
  afterAll(() => model.dispose())

  test('gives cause and repair, each as it would be alone, for fewer forwards than both', async () => {
    const options = { ...grid, ...path, truth: 'a' }
    const both = await explain(model, picture, { ...options, targets: ['top1', 'truth'] })
    const cause = await explain(model, picture, options)
    const repair = await explain(model, picture, { ...options, target: 'truth' })
    expect(both.map(({ body }) => [body.target.label, body.target.why])).toEqual([
      ['c', 'predicted'],
      ['a', 'truth'],
    ])
    expect(await hashBody(both[0]!.body)).toBe(await hashBody(cause.body))
    expect(await hashBody(both[1]!.body)).toBe(await hashBody(repair.body))
    expect(both[0]!.run.forwards).toBe(cause.run.forwards)
    expect(both[1]!.run.forwards).toBeLessThan(0.9 * repair.run.forwards)
  })

  test('names the rival of a comparison, and gives it the rest of the probability', async () => {
    const { body } = await explain(model, picture, { ...grid, target: 'a', against: 'b' })
    expect(body.target).toMatchObject({ class: 0, against: 1, againstLabel: 'b' })
    const flip = body.answer!.flip!
    expect(flip.label).toBe('b')
    const hidden = new Set(flip.regions)
    expect(hidden.size).toBeGreaterThan(0)
    expect(flip.probability).toBeGreaterThan(0.5)
    expect(flip.probability).toBeLessThanOrEqual(1)
  })

  test('says the highest probability within a quarter, a half, three quarters and all of the area', async () => {
    const { body } = await explain(model, picture, { ...grid, target: 'a' })
    expect(body.highest.map(({ within }) => within)).toEqual([0.25, 0.5, 0.75, 1])
    const scores = body.curves.insertion.score as number[]
    body.highest.forEach(({ kept, share, within }) => {
      expect(share).toBeLessThanOrEqual(within)
      expect(kept).toBe(Math.max(...scores.slice(1, 1 + 16 * within)))
    })
  })

  describe('with every check', () => {
    let document: Explanation
    beforeAll(async () => {
      const regions = { kind: 'grid', count: 9 } as const
      document = await explain(model, picture, { ...grid, regions, checks: ['spot', 'bound', 'optimum', 'seed', 'second'] })
    })

    test('no order can beat the best of all orders', () => {
      const { insertion, deletion, optimum } = document.body.trust
      expect(insertion! - deletion!).toBeLessThanOrEqual(optimum!.area + 1e-9)
      expect([...optimum!.order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    })

    test('greedy agrees with itself wherever it is asked', () => {
      const { spotCheck } = document.body.trust
      expect(spotCheck!.checked).toBeGreaterThan(0)
      expect(spotCheck!.agreed).toBe(spotCheck!.checked)
      expect(spotCheck!.regret).toBeCloseTo(0, 9)
    })

    test('exact greedy does not depend on the seed', () => {
      expect(document.body.trust.otherSeed).toMatchObject({ seed: 2, correlation: 1, shown: 'first' })
    })

    test('the bound is not below what is reached', () => {
      const { bound } = document.body.trust
      expect(bound!.limit).toBeGreaterThanOrEqual(bound!.reached)
    })

    test('says what is left without the answer', () => {
      const { second, regions } = document.body.answer!
      expect(second!.rest.kept).toBeGreaterThanOrEqual(0)
      for (const region of second!.set?.regions ?? []) expect(regions).not.toContain(region)
    })

    test('records the checks, so that a replay makes them again', async () => {
      expect(document.body.method.parameters['checks']).toEqual(['second', 'seed', 'optimum', 'bound', 'spot'])
      expect(differences(document, await explain(model, picture, replayOptions(document)))).toEqual([])
    })
  })

  test('a check that needs fewer regions is left out with a reason', async () => {
    const { body } = await explain(model, picture, { ...grid, checks: ['optimum'] })
    expect(body.trust.optimum).toBeUndefined()
    expect(body.warnings).toContainEqual(expect.objectContaining({ code: 'CHECK_SKIPPED' }))
  })

  test('a check that is left out is not counted among the forwards to come', async () => {
    const expected: number[] = []
    const onProgress = (progress: ExplainProgress): void => void expected.push(progress.expected)
    await explain(model, picture, { ...grid, checks: ['optimum'], onProgress })
    expect(expected[0]).toBeLessThan(1000)
  })

  test.each([32, 100])('a budget of %i that leaves no other seed a search says so', async (budget) => {
    const { body, run } = await explain(model, picture, { ...grid, ...path, budget, checks: ['seed'] })
    expect(run.forwards).toBeLessThanOrEqual(budget)
    expect(body.trust.otherSeed).toBeUndefined()
    expect(body.warnings).toContainEqual({ code: 'CHECK_SKIPPED', message: 'The budget ended before these checks: seed.' })
  })

  test('seconds become forwards, which the document records', async () => {
    const { body, run } = await explain({ ...model, forwardMilliseconds: 10 }, picture, { ...grid, budget: { seconds: 1 } })
    expect(body.method.parameters['budget']).toBe(90)
    expect(run.forwards).toBeLessThanOrEqual(90)
    expect(
      differences(
        { schema: 'telltale/1', body, run },
        await explain(model, picture, replayOptions({ schema: 'telltale/1', body, run })),
      ),
    ).toEqual([])
  })

  test('both curves of a map are among the forwards to come', async () => {
    const expected: number[] = []
    const map = { width: 8, height: 8, values: Float32Array.from({ length: 64 }, (_, pixel) => -pixel) }
    const onProgress = (progress: ExplainProgress): void => void expected.push(progress.expected)
    await explain(model, picture, { ...grid, map, onProgress })
    const [whole, curves, answer, controls] = [1, 2 * 16, 36, 2 * 16]
    expect(expected[0]).toBe(whole + curves + answer + controls)
  })

  test('a map from elsewhere is measured as it is, beside a searched answer', async () => {
    const values = Float32Array.from({ length: 64 }, (_, pixel) => -pixel)
    const document = await explain(model, picture, { ...grid, map: { width: 8, height: 8, values } })
    const { method, attribution, curves, answer } = document.body
    expect(method.name).toBe('given')
    expect(attribution.kind).toBe('map')
    expect(curves.insertion.score).toHaveLength(17)
    expect(answer!.regions.length).toBeLessThanOrEqual(answer!.prefix.sufficient!)
    expect(differences(document, await explain(model, picture, replayOptions(document)))).toEqual([])
  })

  test('regions that came from a map are replayed from the document', async () => {
    const prior = { width: 8, height: 8, values: Float32Array.from({ length: 64 }, (_, pixel) => (pixel * 37) % 64) }
    const document = await explain(model, picture, { ...grid, regions: { kind: 'patches', count: 12, prior, side: 6, cells: 3 } })
    expect(document.body.regions).toMatchObject({ kind: 'map', count: 12 })
    expect(differences(document, await explain(model, picture, replayOptions(document)))).toEqual([])
  })

  test('a published profile sets weights, baseline and regions; what is given wins', async () => {
    const { body } = await explain(model, picture, { profile: 'reference', regions: 9, parameters: { pending: 2 } })
    expect(body.baseline).toEqual({ kind: 'black' })
    expect(body.regions.connected).toBe(false)
    expect(body.method.parameters).toMatchObject({ search: 'bidirectional', pending: 2, consistency: 1, effectiveness: 0 })
    expect(body.regions.requested).toBe(9)
  })
})
