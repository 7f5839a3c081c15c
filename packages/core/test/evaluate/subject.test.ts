import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSubject, type Subject } from '../../src/evaluate/subject.ts'
import { explain } from '../../src/explain.ts'
import { attributionToJson } from '../../src/explanation/attribution-json.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { prepareMethod } from '../../src/methods/registry.ts'
import { createRegions } from '../../src/regions/create-regions.ts'
import { openSmall } from '../explain/small-picture.ts'

const black = { kind: 'black' } as const
const { model, picture } = await openSmall()
const kernels = await createKernels('auto')
const frame = model.frame(picture)
const regions = createRegions(frame, { kind: 'grid', count: 9 }, picture)

let subject: Subject
beforeAll(() => {
  const signal = new AbortController().signal
  subject = openSubject({ model, kernels, frame, regions, target: { class: 2 }, baseline: black, memory: 64, signal })
})
afterAll(async () => {
  subject.release()
  kernels.dispose()
  await model.dispose()
})

test.each(['submodular', 'kernel-shap', 'saliency', 'grad-cam'])('%s alone is what it is in an explanation', async (name) => {
  const { attribution } = await subject.attribute(prepareMethod(name, {}), 1)
  const { body } = await explain(model, picture, {
    method: name,
    target: 2,
    baseline: black,
    regions: { kind: 'grid', count: 9 },
    seed: 1,
  })
  // The curves that follow a search fill in terms; the order is the attribution.
  const found = attributionToJson(attribution)
  expect(found.kind === 'order' ? { order: found.order } : found).toEqual(
    body.attribution.kind === 'order' ? { order: body.attribution.order } : body.attribution,
  )
})

test('equal baselines are one evaluator, which runs a mask once', async () => {
  const masks = { kind: 'regions', count: 2, weights: new Float32Array(18).fill(1, 0, 9) } as const
  await subject.on({ kind: 'blur', sigma: 0.1 }).evaluate(masks)
  const { forwards } = subject.spent()
  await subject.on({ kind: 'blur', sigma: 0.1 }).evaluate(masks)
  expect(subject.spent().forwards).toBe(forwards)
})

test('what a sibling costs is counted with its subject', async () => {
  const { forwards } = subject.spent()
  const inverted = { ...frame, rgb: frame.rgb.map((level) => 255 - level) }
  await subject.sibling({ frame: inverted }).attribute(prepareMethod('leave-one-out', {}), 1)
  expect(subject.spent().forwards - forwards).toBe(10)
})
