import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Evaluation, evaluationSchema } from '../../src/evaluate/evaluation.ts'
import type { EvaluateProgress } from '../../src/evaluate/options.ts'
import { evaluate } from '../../src/evaluate.ts'
import { explain } from '../../src/explain.ts'
import { attributionFromJson } from '../../src/explanation/attribution-json.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { toMap } from '../../src/explanation/to-map.ts'
import { decodeRuns } from '../../src/regions/runs.ts'
import { openSmall } from '../explain/small-picture.ts'

const { model, picture } = await openSmall()
afterAll(() => model.dispose())

const black = { kind: 'black' } as const
const nine = { kind: 'grid', count: 9 } as const
const metrics = ['insertion', 'deletion', 'entropy', 'sparseness'] as const

let document: Explanation
let map: { readonly width: number; readonly height: number; readonly values: Float32Array }
beforeAll(async () => {
  document = await explain(model, picture, { method: 'leave-one-out', target: 'b', baseline: black, regions: nine, seed: 3 })
  const { regions, picture: seen, attribution } = document.body
  const { width, height } = seen.frame
  const parts = decodeRuns(regions.runs, width, height, regions.count, regions.kind)
  map = { width, height, values: toMap(attributionFromJson(attribution), parts, { width, height }) }
})

const valuesOf = ({ body }: Evaluation) => body.measurements.map(({ metric, value }) => [metric, value] as const)

describe('a document', () => {
  test('is measured for its own target, on its own regions and baseline, from its own seed', async () => {
    const { body } = await evaluate(model, picture, document, metrics)
    expect(body.target).toEqual({ class: 1, label: 'b' })
    expect(body.baseline).toEqual(black)
    expect(body.seed).toBe(3)
    expect(body.regions).toEqual({ kind: 'grid', count: 9 })
    expect(body.scores.picture).toBeCloseTo(document.body.scores.picture, 6)
    expect(body.scores.baseline).toBeCloseTo(document.body.scores.baseline, 6)
    expect(body.method).toEqual({ name: 'leave-one-out', parameters: { space: 'probability' }, version: expect.any(Number) })
    expect(body.warnings).toEqual([])
  })

  test('gives the areas that it already knows', async () => {
    const [insertion, deletion] = (await evaluate(model, picture, document, ['insertion', 'deletion'])).body.measurements
    expect(insertion!.value).toBeCloseTo(document.body.trust.insertion!, 6)
    expect(deletion!.value).toBeCloseTo(document.body.trust.deletion!, 6)
  })

  test('is measured as its map and its method are', async () => {
    const options = { target: 'b', baseline: black, regions: nine, seed: 3 }
    const ofDocument = await evaluate(model, picture, document, metrics)
    const ofMethod = await evaluate(model, picture, { method: 'leave-one-out' }, metrics, options)
    const ofMap = await evaluate(model, picture, map, metrics, options)
    expect(valuesOf(ofMethod)).toEqual(valuesOf(ofDocument))
    expect(valuesOf(ofMap)).toEqual(valuesOf(ofDocument))
    expect(ofMap.body.method.name).toBe('given')
  })

  test.each(['target', 'regions', 'against'] as const)('has a %s of its own', async (name) => {
    const refused = evaluate(model, picture, document, ['entropy'], { [name]: name === 'regions' ? 4 : 'a' })
    await expect(refused).rejects.toMatchObject({ code: 'USAGE_PARAMETER', where: { value: name } })
  })

  test('of another picture is refused', async () => {
    const rgb = picture.rgb.map((level) => 255 - level)
    const other = { ...picture, name: 'other.png', rgb, sha256: { file: '0'.repeat(64), pixels: '0'.repeat(64) } }
    await expect(evaluate(model, other, document, ['entropy'])).rejects.toThrow(
      'The document is about other pixels ("small.png") than "other.png".',
    )
  })

  test('made with another model is measured, and that is said', async () => {
    const other = { ...document, body: { ...document.body, model: { ...document.body.model, sha256: '0'.repeat(64) } } }
    const { body } = await evaluate(model, picture, other, ['entropy'])
    expect(body.warnings.map(({ code }) => code)).toEqual(['MODEL_OTHER'])
    expect(body.measurements[0]!.value).toBeGreaterThan(0)
  })

  test.each([
    ['of another version of its method', { version: 99 }, 'the map was made by version 99 of leave-one-out, and this one is 1'],
    ['of a method that is gone', { name: 'magic' }, 'this version cannot make the map again (There is no method "magic")'],
  ])('%s is measured, but not made again', async (_, change, reason) => {
    const method = { ...document.body.method, ...change }
    const other = { ...document, body: { ...document.body, method } }
    const { body } = await evaluate(model, picture, other, ['entropy', 'max-sensitivity'])
    expect(body.method).toMatchObject(change)
    expect(body.measurements[0]!.value).toBeGreaterThan(0)
    expect(body.measurements[1]).toMatchObject({ value: null, reason })
  })

  test('may be measured on another baseline; its map is made again on its own', async () => {
    const names = ['deletion', 'max-sensitivity']
    const own = await evaluate(model, picture, document, names)
    const other = await evaluate(model, picture, document, names, { baseline: { kind: 'white' } })
    expect(other.body.baseline).toEqual({ kind: 'white' })
    expect(other.body.scores.baseline).not.toBe(own.body.scores.baseline)
    expect(other.body.measurements[0]!.value).not.toBe(own.body.measurements[0]!.value)
    expect(other.body.measurements[1]!.value).toBe(own.body.measurements[1]!.value)
  })

  test('whose search was run from two seeds is made again from the one that it shows', async () => {
    const options = { target: 'b', baseline: black, regions: nine, budget: 32 }
    const first = await explain(model, picture, { ...options, method: 'rise', parameters: { samples: 20 }, seed: 5 })
    const otherSeed = { seed: 5, correlation: 0.1, insertion: 0.5, deletion: 0.5, shown: 'other' } as const
    const shown = { ...first, body: { ...first.body, seed: 1, trust: { ...first.body.trust, otherSeed } } }
    const wanted = [{ name: 'random-logit' }]
    const [ofShown, ofFirst] = [
      await evaluate(model, picture, shown, wanted, { seed: 5 }),
      await evaluate(model, picture, first, wanted),
    ]
    expect(ofShown.body.measurements).toEqual(ofFirst.body.measurements)
  })

  test('about a class that the model lacks is refused', async () => {
    const target = { ...document.body.target, class: 7 }
    await expect(
      evaluate(model, picture, { ...document, body: { ...document.body, target } }, ['entropy']),
    ).rejects.toMatchObject({ code: 'USAGE_CLASS_UNKNOWN', where: { value: 7, limit: 2 } })
  })
})

describe('every measurement', () => {
  test('stands beside a random map and a centred blob', async () => {
    const { body } = await evaluate(model, picture, document, metrics)
    for (const { controls } of body.measurements) {
      expect(controls!.random.value).toEqual(expect.any(Number))
      expect(controls!.blob.value).toEqual(expect.any(Number))
    }
    // Regions get one number each, pixels of a Gaussian many.
    expect(body.measurements[3]!.controls!.random.value).not.toBe(body.measurements[3]!.controls!.blob.value)
  })

  test('stands alone where that is wanted', async () => {
    const { body } = await evaluate(model, picture, document, ['entropy'], { controls: false })
    expect(body.measurements[0]!.controls).toBeNull()
  })

  test('says direction, range, family and parameters', async () => {
    const wanted = [{ name: 'effective-complexity', parameters: { threshold: 0.5 } }]
    const [measurement] = (await evaluate(model, picture, document, wanted)).body.measurements
    expect(measurement).toMatchObject({
      metric: 'effective-complexity',
      title: 'effective complexity',
      parameters: { threshold: 0.5 },
      direction: 'lower',
      range: [0, null],
      family: 'complexity',
      forwards: 0,
    })
  })

  test("can be made with another tool's constants, over which given parameters win", async () => {
    const wanted = ['deletion', { name: 'insertion', parameters: { steps: 5 } }, 'entropy']
    const { body } = await evaluate(model, picture, document, wanted, { profile: 'xplique' })
    expect(body.measurements.map(({ parameters }) => parameters['steps'])).toEqual([10, 5, undefined])
    const of = (profile: string) => evaluate(model, picture, document, ['entropy'], { profile })
    await expect(of('xplique')).rejects.toThrow('The profile "xplique" has none of the metrics.')
    await expect(of('mine')).rejects.toMatchObject({ code: 'USAGE_PARAMETER', fix: expect.stringContaining('xplique, rise') })
  })

  test('that cannot be made has a reason', async () => {
    const [pointing] = (await evaluate(model, picture, document, ['pointing-game'])).body.measurements
    expect(pointing).toMatchObject({ value: null, reason: 'nobody said where the object is' })
  })
})

describe('an evaluation', () => {
  test('is plain JSON as its schema says', async () => {
    const evaluation = await evaluate(model, picture, document, metrics)
    expect(evaluationSchema.parse(JSON.parse(JSON.stringify(evaluation)))).toEqual(evaluation)
  })

  test('has an equal body for equal inputs', async () => {
    const first = await evaluate(model, picture, document, metrics)
    const again = await evaluate(model, picture, document, metrics, { backend: 'wasm', memory: 64 })
    expect(again.body).toEqual(first.body)
  })

  test('of a method and no target is about what the model says', async () => {
    const { body, run } = await evaluate(model, picture, { method: 'leave-one-out' }, ['entropy'], { regions: nine })
    expect(body.target).toEqual({ class: 2, label: 'c' })
    expect(body.baseline).toEqual({ kind: 'mean' })
    expect(run.forwards).toBeGreaterThanOrEqual(11)
  })

  test('of what the model says may be held against another class', async () => {
    const { body } = await evaluate(model, picture, { method: 'leave-one-out' }, ['deletion'], { regions: nine, against: 'a' })
    expect(body.target).toEqual({ class: 2, label: 'c', against: 0, againstLabel: 'a' })
    const itself = evaluate(model, picture, { method: 'leave-one-out' }, ['deletion'], { regions: nine, against: 'c' })
    await expect(itself).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
  })

  test('holds localisation against a truth drawn on the picture', async () => {
    const truth = { boxes: [{ x: 0, y: 0, width: picture.width / 2, height: picture.height }] }
    const { body } = await evaluate(model, picture, document, ['relevance-mass', 'energy-in-box'], { truth })
    expect(body.measurements.map(({ parts }) => parts!['chance'])).toEqual([0.5, 0.5])
  })

  test('tells how far it is', async () => {
    const seen: EvaluateProgress[] = []
    await evaluate(model, picture, document, ['insertion', 'deletion'], { onProgress: (progress) => seen.push(progress) })
    expect(seen[0]).toMatchObject({ stage: 'map', forwards: 0 })
    expect(seen.at(-1)!.stage).toMatch(/insertion|deletion/)
    expect(seen.every(({ forwards, expected }) => forwards <= expected)).toBe(true)
  })
})

describe('what goes wrong', () => {
  test('a metric that the budget does not pay for fails alone', async () => {
    const { body } = await evaluate(model, picture, document, ['insertion', 'entropy'], { budget: 5 })
    expect(body.measurements[0]).toMatchObject({
      value: null,
      code: 'BUDGET_SPENT',
      reason: expect.stringContaining('budget of 5'),
    })
    expect(body.measurements[1]!.value).toBeGreaterThan(0)
  })

  test.each([0, -1, 2.5, Number.NaN])('a budget of %s forwards is refused', async (budget) => {
    await expect(evaluate(model, picture, document, ['entropy'], { budget })).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
  })

  test('a map with a NaN is refused', async () => {
    const broken = { ...map, values: map.values.map((value, index) => (index === 3 ? Number.NaN : value)) }
    await expect(evaluate(model, picture, broken, ['entropy'])).rejects.toMatchObject({ code: 'MAP_UNREADABLE' })
  })

  test('a map of zeros has no value and says why', async () => {
    const { body } = await evaluate(model, picture, { ...map, values: new Float32Array(map.values.length) }, metrics)
    expect(body.distinct).toBe(1)
    for (const { value, reason } of body.measurements) {
      expect(value).toBeNull()
      expect(reason).toMatch(/zero everywhere/)
    }
  })

  test('a metric or a method that does not exist is refused before anything runs', async () => {
    await expect(evaluate(model, picture, document, ['beauty'])).rejects.toMatchObject({ code: 'USAGE_UNKNOWN_METRIC' })
    await expect(evaluate(model, picture, { method: 'magic' }, ['entropy'])).rejects.toMatchObject({
      code: 'USAGE_UNKNOWN_METHOD',
    })
  })

  test('a cancelled evaluation ends', async () => {
    const controller = new AbortController()
    const cancelled = evaluate(model, picture, document, ['insertion'], {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
