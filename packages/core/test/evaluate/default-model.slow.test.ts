import { fileURLToPath } from 'node:url'
import { defaultModel } from '@telltale/model-default'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Evaluation, EvaluationMeasurement } from '../../src/evaluate/evaluation.ts'
import { evaluate } from '../../src/evaluate.ts'
import { readPicture } from '../../src/image/decode.node.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'

const panda = fileURLToPath(new URL('../../../../models/default/samples/panda.jpg', import.meta.url))
const wanted = [
  'insertion',
  'deletion',
  'road',
  'random-logit',
  { name: 'max-sensitivity', parameters: { samples: 2 } },
  { name: 'mprt', parameters: { steps: 2 } },
]

let model: Classifier
let evaluation: Evaluation
beforeAll(async () => {
  model = await openModel(defaultModel, { threads: 1 })
  evaluation = await evaluate(model, await readPicture(panda), { method: 'saliency' }, wanted)
})
afterAll(() => model.dispose())

const measurementOf = (name: string) => evaluation.body.measurements.find(({ metric }) => metric === name)!

test('a class activation map beats random regions and the blob, showing and hiding', async () => {
  const { body } = await evaluate(model, await readPicture(panda), { method: 'grad-cam' }, ['insertion', 'deletion'])
  const [insertion, deletion] = body.measurements
  const valuesOf = ({ controls }: EvaluationMeasurement) => [controls!.random.value!, controls!.blob.value!]
  expect(insertion!.value).toBeGreaterThan(Math.max(...valuesOf(insertion!)))
  expect(deletion!.value).toBeLessThan(valuesOf(deletion!)[0]!)
})

test('every metric has a value on a real network, its weights drawn anew among them', () => {
  for (const { metric, value, reason } of evaluation.body.measurements)
    expect([metric, value, reason]).toEqual([metric, expect.any(Number), undefined])
  const { curve, parts } = measurementOf('mprt')
  expect(curve!.share).toEqual([0, 0.5, 1].map((share) => expect.closeTo(share, 1)))
  expect(parts!['layers']).toBeGreaterThan(20)
  expect(parts!['all']).toBeLessThan(0.9)
})

test('a blob is as robust as it is ignorant', () => {
  expect(measurementOf('max-sensitivity').controls!.blob.value).toBe(0)
  expect(measurementOf('random-logit').controls!.blob.value).toBe(1)
  expect(measurementOf('mprt').controls!.blob.value).toBe(1)
})

test('the model that was explained is still the same', async () => {
  const again = await evaluate(model, await readPicture(panda), { method: 'saliency' }, ['insertion', 'deletion'])
  const numbers = ({ body }: Evaluation) =>
    body.measurements
      .filter(({ metric }) => /^(insertion|deletion)$/.test(metric))
      .map(({ value, controls }) => [value, controls])
  expect(numbers(again)).toEqual(numbers(evaluation))
})
