import { afterAll, beforeAll, expect, test } from 'vitest'
import { explain } from '../../src/explain.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { differences, replayOptions } from '../../src/explanation/replay.ts'
import { hashBody } from '../../src/explanation/write.ts'
import { suitedMethods } from '../../src/methods/suited-methods.ts'
import { skipped } from '../../src/testing/index.ts'
import { openSmall, openTinyPicture } from './small-picture.ts'

const shared = { regions: { kind: 'grid', count: 9 }, baseline: { kind: 'black' } } as const
const few: Readonly<Record<string, Record<string, unknown>>> = {
  rise: { samples: 60 },
  hsic: { samples: 64 },
  lime: { samples: 100 },
  'integrated-gradients': { points: 8 },
  'guided-ig': { points: 8 },
  smoothgrad: { samples: 6 },
  squaregrad: { samples: 6 },
  vargrad: { samples: 6 },
  'expected-gradients': { samples: 6 },
}
const { model, picture } = await openSmall()
const methods = suitedMethods(await model.network())
  .filter(({ reason }) => reason === null)
  .map(({ name }) => ({ name, parameters: few[name] ?? {} }))

let documents: Explanation[]
beforeAll(async () => {
  documents = await explain(model, picture, { ...shared, methods })
}, 30_000)
afterAll(() => model.dispose())

test('all methods that suit the network explain one picture, each in a document of its own', () => {
  expect(documents.map(({ body }) => body.method.name)).toEqual(methods.map(({ name }) => name))
  for (const { body } of documents) expect(body.target.label).toBe('c')
})

test.each(methods)(
  '$name gives alone what it gives beside the others, and repeats it from its document',
  async ({ name, parameters }) => {
    const document = documents.find(({ body }) => body.method.name === name)!
    const alone = await explain(model, picture, { ...shared, method: name, parameters })
    expect(await hashBody(alone.body)).toBe(await hashBody(document.body))
    expect(differences(document, await explain(model, picture, replayOptions(document)))).toEqual([])
  },
)

test('the document names the layer that was read, so that it is read again whatever is suggested then', async () => {
  const { layer } = await model.network()
  const gradCam = documents.find(({ body }) => body.method.name === 'grad-cam')!
  expect(gradCam.body.method.parameters['layer']).toBe(layer!.name)
})

test.each(methods.filter(({ name }) => name !== 'exact-shapley'))(
  '$name keeps to a budget of 60 forwards',
  async ({ name, parameters }) => {
    const { run } = await explain(model, picture, { ...shared, method: name, parameters, budget: 60 })
    expect(run.forwards).toBeLessThanOrEqual(60)
  },
)

test('exact Shapley values are all or nothing: a budget that cannot pay for every set is refused', async () => {
  const running = explain(model, picture, { ...shared, method: 'exact-shapley', budget: 60 })
  await expect(running).rejects.toMatchObject({ code: 'USAGE_PARAMETER', where: { value: 512 } })
})

test('a method that the network does not suit is refused before a forward is spent', async () => {
  // Without rectifiers guided backpropagation would be the plain gradient.
  const smooth = await openTinyPicture(skipped())
  const told: number[] = []
  const explaining = explain(smooth.model, smooth.picture, {
    ...shared,
    methods: [{ name: 'submodular' }, { name: 'guided-backprop' }],
    onProgress: ({ forwards }) => told.push(forwards),
  })
  await expect(explaining).rejects.toMatchObject({ code: 'USAGE_METHOD_UNSUITED', where: { value: 'guided-backprop' } })
  expect(told).toEqual([])
  await smooth.model.dispose()
})

test.each(['saliency', 'integrated-gradients'])('%s explains one class against another', async (method) => {
  const options = { ...shared, method, parameters: few[method] ?? {}, target: 'a' }
  const against = await explain(model, picture, { ...options, against: 'b' })
  expect(await hashBody(against.body)).not.toBe(await hashBody((await explain(model, picture, options)).body))
})

test('methods that show the same masks pay for them once', async () => {
  const pair = [{ name: 'exact-shapley' }, { name: 'kernel-shap' }, { name: 'banzhaf' }]
  const together = await explain(model, picture, { ...shared, methods: pair })
  expect(together[0]!.run.forwards).toBeGreaterThanOrEqual(2 ** 9)
  expect(together[1]!.run.forwards).toBeLessThan(10)
  expect(together[2]!.run.forwards).toBeLessThan(10)
})

test('several targets share the masks of a sampling method', async () => {
  const two = await explain(model, picture, {
    ...shared,
    targets: ['a', 'b'],
    methods: [{ name: 'rise', parameters: { samples: 60 } }],
  })
  expect(two.map(({ body }) => body.target.label)).toEqual(['a', 'b'])
  expect(two[1]!.run.forwards).toBeLessThan(two[0]!.run.forwards / 2)
})
