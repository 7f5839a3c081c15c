import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExplainProgress } from '../../src/explain/options.ts'
import { explain } from '../../src/explain.ts'
import type { Attribution } from '../../src/explanation/attribution.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { explanationJsonSchema } from '../../src/explanation/json-schema.ts'
import { readExplanation } from '../../src/explanation/read.ts'
import { differences, replayOptions } from '../../src/explanation/replay.ts'
import { summarise } from '../../src/explanation/summarise.ts'
import { hashBody, writeExplanation } from '../../src/explanation/write.ts'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import type { Session } from '../../src/model/runtime.ts'
import { sha256 } from '../../src/sha256.ts'
import { convReluPoolGemm, grid49 } from '../../src/testing/index.ts'
import { modelOfShownRegions } from '../../src/testing/tiny-models/tiny-model.ts'

const tiny = grid49()
const grid = { regions: { kind: 'grid', count: 49 }, baseline: { kind: 'black' } } as const

describe('explain, on a model of 49 regions whose right answer is known', () => {
  let model: Classifier
  let picture: Picture
  let document: Explanation
  beforeAll(async () => {
    model = await openModel(
      { model: tiny.model, preprocess: tiny.preprocess, labels: ['thing, object', 'nothing'] },
      { threads: 1 },
    )
    const pixels = await sha256(tiny.frame.rgb)
    picture = { name: 'white.png', ...tiny.frame, sha256: { file: pixels, pixels }, warnings: [] }
    document = await explain(model, picture, grid)
  })
  afterAll(() => model.dispose())

  test('finds regions that are enough, each of which is needed', () => {
    const { answer } = document.body
    expect(answer!.irreducible).toBe(true)
    expect(answer!.regions.length).toBeLessThanOrEqual(4)
    expect(answer!.kept).toBeGreaterThanOrEqual(0.75 * answer!.reference)
    expect(answer!.flip!.regions).toHaveLength(2)
    expect(answer!.flip!.top[0]).toMatchObject({ label: 'nothing', probability: answer!.flip!.probability })
  })

  test('measures whole curves that start and end at the blank and the whole picture', () => {
    const { curves, scores, attribution } = document.body
    expect(curves.insertion.score).toHaveLength(50)
    expect(curves.insertion.score).not.toContain(null)
    expect(curves.insertion.score[0]).toBe(scores.baseline)
    expect(curves.insertion.score[49]).toBe(scores.picture)
    expect(curves.deletion.score[0]).toBe(scores.picture)
    expect(curves.insertion.share[49]).toBe(1)
    expect(attribution.kind === 'order' && [...attribution.order].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 49 }, (_, i) => i),
    )
  })

  test('is far better than a random order, at less than a quarter of greedy’s forwards', () => {
    const { trust } = document.body
    expect(trust.insertion! - trust.deletion!).toBeGreaterThan(0.85)
    expect(trust.insertion! - trust.deletion!).toBeGreaterThan(trust.random.insertion! - trust.random.deletion! + 0.3)
    expect(document.run.forwards).toBeLessThan((49 * 50) / 4)
  })

  test('gives the same body twice, on either wasm kernels, and in smaller batches', async () => {
    const again = await explain({ ...model, batches: [1, 2] }, picture, grid)
    expect(Math.max(...document.run.batch)).toBeGreaterThan(2)
    expect(Math.max(...again.run.batch)).toBe(2)
    expect(await hashBody(again.body)).toBe(await hashBody(document.body))
    const scalar = await explain(model, picture, { ...grid, backend: 'wasm' })
    expect(differences(document, scalar)).toEqual(['backend'])
  })

  test('gives another seed another document', async () => {
    const other = await explain(model, picture, { ...grid, seed: 2 })
    expect(differences(document, other)).toContain('seed')
  })

  test('is valid for the published schema as another validator reads it', () => {
    const validate = new Ajv2020({ strict: false }).compile(explanationJsonSchema())
    expect(validate(JSON.parse(writeExplanation(document))) || validate.errors).toBe(true)
  })

  test('reads back what it wrote, and replays to the same body', async () => {
    const read = readExplanation(writeExplanation(document))
    expect(read).toEqual(document)
    expect(differences(document, await explain(model, picture, replayOptions(read)))).toEqual([])
  })

  test('says it in a few lines: target, answer, figures', () => {
    const lines = summarise(document)
    expect(lines[0]).toMatch(/^thing \d+ %$/)
    expect(lines[1]).toMatch(/^Shown alone on black, \d of 49 regions \(\d+ % of the picture\) are enough for it/)
    expect(lines.at(-1)).toMatch(
      /^insertion 0\.\d\d {2}deletion 0\.\d\d {3}\(random order .*\) {3}\d+ forwards, .* s \(wasm-simd kernels, onnxruntime-node\)$/,
    )
  })

  test('reports progress that only grows and partial orders that are complete', async () => {
    const seen: ExplainProgress[] = []
    const partial: Attribution[] = []
    await explain(model, picture, { ...grid, onProgress: (p) => seen.push(p), onPartial: (a) => partial.push(a) })
    expect(seen[0]).toMatchObject({ stage: 'search', forwards: 0, millisecondsLeft: expect.any(Number) })
    expect(seen.map(({ forwards }) => forwards)).toEqual(seen.map(({ forwards }) => forwards).sort((a, b) => a - b))
    expect(new Set(seen.map(({ stage }) => stage))).toEqual(new Set(['search', 'curves', 'answer']))
    expect(partial.length).toBeGreaterThan(10)
    expect(partial.every((a) => a.kind === 'order' && a.order.length === 49)).toBe(true)
  })

  test.each([32, 60, 150, 300])('keeps to a budget of %d forwards, and says what is missing', async (budget) => {
    const { body, run } = await explain(model, picture, { ...grid, budget })
    expect(run.forwards).toBeLessThanOrEqual(budget)
    expect(run.complete).toBe(false)
    expect(body.answer).not.toBeNull()
    const missing = [...body.curves.insertion.score, ...body.curves.deletion.score].includes(null)
    expect(body.warnings.some(({ code }) => code === 'BUDGET_SPENT')).toBe(missing)
  })

  test('explains a class that the model did not choose, against its rival too', async () => {
    const other = await explain(model, picture, { ...grid, target: 'nothing' })
    expect(other.body.target).toMatchObject({ class: 1, why: 'given' })
    expect(other.body.answer?.flip ?? null).toBeNull()
    const versus = await explain(model, picture, { ...grid, target: 0, against: 'nothing' })
    expect(versus.body.target).toMatchObject({ class: 0, against: 1 })
    expect(versus.body.scores.picture).toBeCloseTo(document.body.scores.picture, 6)
  })

  test('turns to the rival in a comparison, although a third class may be above both', async () => {
    const small = convReluPoolGemm()
    const three = await openModel({ model: small.model, preprocess: small.preprocess, labels: ['a', 'b', 'c'] }, { threads: 1 })
    const { body } = await explain(
      three,
      { ...picture, ...small.frame },
      { ...grid, regions: { kind: 'grid', count: 16 }, target: 'a', against: 'b' },
    )
    expect(body.scores.predicted).toBe(2)
    expect(body.answer?.flip).toMatchObject({ class: 1, label: 'b' })
    expect(body.answer!.flip!.probability).toBeGreaterThan(0.5)
    await three.dispose()
  })

  test('stops within one batch when it is cancelled', async () => {
    const controller = new AbortController()
    const onProgress = ({ forwards }: ExplainProgress): void => {
      if (forwards > 100) controller.abort()
    }
    const running = explain(model, picture, { ...grid, onProgress, signal: controller.signal })
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('refuses more regions than can be searched before it asks the model', async () => {
    const weights = createFloats('weights', [81, 2], new Float32Array(162).fill(0.1))
    const { frame, ...large } = modelOfShownRegions(9, 9, {
      nodes: [createNode('MatMul', ['shown', 'weights'], ['logits'])],
      constants: [weights],
    })
    const opened = await openModel({ model: large.model, preprocess: large.preprocess }, { threads: 1 })
    let runs = 0
    const session: Session = { ...opened.session, run: async () => void runs++ }
    const running = explain({ ...opened, session }, { ...picture, ...frame }, { ...grid, regions: { kind: 'grid', count: 1200 } })
    await expect(running).rejects.toMatchObject({ code: 'USAGE_REGIONS', where: { limit: 1024 } })
    expect(runs).toBe(0)
    await opened.dispose()
  })

  test.each([
    [{ method: 'magic' }, 'USAGE_UNKNOWN_METHOD'],
    [{ parameters: { consistency: -1 } }, 'USAGE_PARAMETER'],
    [{ parameters: { consistancy: 1 } }, 'USAGE_PARAMETER'],
    [{ regions: 0 }, 'USAGE_PARAMETER'],
    [{ regions: 2.5 }, 'USAGE_PARAMETER'],
    [{ regions: 60000 }, 'USAGE_REGIONS'],
    [{ budget: 3 }, 'USAGE_PARAMETER'],
    [{ threshold: 1.5 }, 'USAGE_PARAMETER'],
    [{ threshold: 0 }, 'USAGE_PARAMETER'],
    [{ seed: -1 }, 'USAGE_PARAMETER'],
    [{ target: 'unicorn' }, 'USAGE_CLASS_UNKNOWN'],
    [{ target: 2 }, 'USAGE_CLASS_UNKNOWN'],
    [{ against: 'thing' }, 'USAGE_PARAMETER'],
    [{ baseline: { kind: 'grey' } as never }, 'USAGE_PARAMETER'],
    [{ baseline: { kind: 'colour', rgb: [300, 0, 0] } }, 'USAGE_PARAMETER'],
    [{ regions: { kind: 'hexagons' as never, count: 9 } }, 'USAGE_PARAMETER'],
    [{ checks: ['luck' as never] }, 'USAGE_PARAMETER'],
    [{ profile: 'best' }, 'USAGE_PARAMETER'],
    [{ target: 'truth' }, 'USAGE_PARAMETER'],
    [{ budget: { seconds: 0 } }, 'USAGE_PARAMETER'],
    [{ backend: 'cuda' as never }, 'BACKEND_UNAVAILABLE'],
    [{ target: 'thing' }, null],
  ] as const)('%j: %s', async (options, code) => {
    const running = explain(model, picture, { ...grid, ...options })
    if (code === null) await expect(running).resolves.toMatchObject({ body: { target: { class: 0 } } })
    else await expect(running).rejects.toMatchObject({ code })
  })
})
