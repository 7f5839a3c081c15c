import { defaultModel } from '@telltale/model-default'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explain } from '../../src/explain.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { differences } from '../../src/explanation/replay.ts'
import { hashBody } from '../../src/explanation/write.ts'
import { readPicture } from '../../src/image/decode.node.ts'
import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'

const sample = (name: string): Promise<Picture> =>
  readPicture(new URL(`../../../../models/default/samples/${name}.jpg`, import.meta.url))

describe('explain, on the embedded model and a photograph', () => {
  let model: Classifier
  let panda: Picture
  let document: Explanation
  beforeAll(async () => {
    // Batches grow to about 100 ms: with a fixed pace their sizes do not depend on what else the machine does.
    model = { ...(await openModel(defaultModel, { threads: 1 })), forwardMilliseconds: 10 }
    panda = await sample('panda')
    document = await explain(model, panda)
  })
  afterAll(() => model.dispose())

  test('finds few regions that show the panda and nothing else of the picture', () => {
    const { answer, target } = document.body
    expect(target.label).toMatch(/^giant panda/)
    expect(answer!.irreducible).toBe(true)
    expect(answer!.share).toBeLessThan(0.25)
    expect(answer!.kept).toBeGreaterThanOrEqual(0.75 * answer!.reference)
    expect(answer!.top[0]).toMatchObject({ class: target.class, probability: answer!.kept })
  })

  test('costs what the search says: 15 % of greedy, the curves and the answer', () => {
    expect(document.run.forwards).toBeGreaterThan(368)
    expect(document.run.forwards).toBeLessThan(700)
    expect(document.run.complete).toBe(true)
  })

  test('gives one hash twice, also with so little memory that batches are half as large', async () => {
    const again = await explain(model, panda, { memory: 8 })
    expect([document, again].map(({ run }) => Math.max(...run.batch))).toEqual([8, 4])
    expect(await hashBody(again.body)).toBe(await hashBody(document.body))
  })

  test('gives the same order and answer on the portable runtime', async () => {
    const portable = await openModel(defaultModel, { threads: 1, runtime: 'onnxruntime-web' })
    const options = { regions: { kind: 'grid', count: 16 } } as const
    const native = await explain(model, panda, options)
    const wasm = await explain(portable, panda, options)
    const order = ({ body }: Explanation): readonly number[] => (body.attribution.kind === 'order' ? body.attribution.order : [])
    expect(order(wasm)).toEqual(order(native))
    expect(wasm.body.answer!.regions).toEqual(native.body.answer!.regions)
    expect(differences(native, wasm)).toContain('backend')
    await portable.dispose()
  })

  test('effectiveness comes from the embedding that the model exposes, in exact greedy', async () => {
    const { body, run } = await explain(model, panda, { regions: { kind: 'grid', count: 9 }, parameters: { effectiveness: 0.5 } })
    const terms = body.attribution.kind === 'order' ? body.attribution.terms : null
    expect(terms!.effectiveness).toHaveLength(10)
    expect(terms!.effectiveness![1]).toBe(0)
    expect(terms!.effectiveness![2]).toBeGreaterThan(0)
    expect(run.forwards).toBeGreaterThan(80)
  })
})
