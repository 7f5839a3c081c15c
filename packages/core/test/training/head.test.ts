import { afterAll, describe, expect, it } from 'vitest'
import type { Classifier } from '../../src/model/classifier.ts'
import { createRandom } from '../../src/random/random.ts'
import { readHead } from '../../src/training/read-head.ts'
import { retrainHead } from '../../src/training/retrain-head.ts'
import { openWithHead } from '../../src/training/with-head.ts'
import { openSmall } from '../explain/small-picture.ts'

const { model, picture } = await openSmall()
afterAll(async () => await model.dispose())

async function run(classifier: Classifier): Promise<{ readonly logits: Float32Array; readonly features: Float32Array }> {
  const row = classifier.normalise(classifier.frame(picture).rgb)
  const rows = Float32Array.from([...row, ...row])
  const logits = new Float32Array(2 * classifier.info.classes)
  const features = new Float32Array(2 * classifier.info.featureLength)
  await classifier.session.run({ input: rows }, { logits, features }, 2)
  return { logits: logits.subarray(0, classifier.info.classes), features: features.subarray(0, classifier.info.featureLength) }
}

describe('the head of a classifier', async () => {
  const head = await readHead(model)

  it('makes the logits of the features', async () => {
    const { logits, features } = await run(model)
    expect([head.classes, head.length]).toEqual([3, 4])
    for (let index = 0; index < 3; index++) {
      const row = head.weights.subarray(4 * index, 4 * index + 4)
      expect(row.reduce((sum, weight, i) => sum + weight * features[i]!, head.bias[index]!)).toBeCloseTo(logits[index]!, 5)
    }
  })

  it('may be replaced, by itself too', async () => {
    const same = await openWithHead(model, head)
    const { logits } = await run(model)
    ;(await run(same)).logits.forEach((logit, index) => {
      expect(logit).toBeCloseTo(logits[index]!, 5)
    })
    await same.dispose()

    const first = await openWithHead(model, {
      ...head,
      weights: new Float32Array(12).fill(1, 0, 1),
      bias: Float32Array.of(5, 6, 7),
    })
    const changed = await run(first)
    expect(Array.from(changed.logits)).toEqual([Math.fround(changed.features[0]! + 5), 6, 7])
    expect((await first.network()).head).not.toBeNull()
    await first.dispose()
  })

  it('of another size is refused', async () => {
    const small = { ...head, classes: 2, weights: head.weights.subarray(0, 8), bias: head.bias.subarray(0, 2) }
    await expect(openWithHead(model, small)).rejects.toEqual(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })
})

describe('retraining', () => {
  // Two classes that the first feature tells apart when nothing is hidden, the second when a cell is.
  const examples = Array.from({ length: 12 }, (_, i) => {
    const [index, sign] = [i % 2, i % 2 === 0 ? 1 : -1]
    const views = Array.from({ length: 5 }, (_, view) => (view === 0 ? [sign, 0] : [0, sign]))
    return { class: index, features: Float32Array.from(views.flat()) }
  })
  const head = { classes: 2, length: 2, weights: Float32Array.of(1, 0, -1, 0), bias: new Float32Array(2) }
  const options = { epochs: 10, rate: 0.5, batch: 6, seed: 1, signal: new AbortController().signal }

  it('teaches what the picture with a hidden cell looks like, beginning with what was known', async () => {
    const trained = await retrainHead(head, examples, model.runtime, options)
    const hidden = trained.weights[1]! - trained.weights[3]!
    expect(hidden).toBeGreaterThan(1)
    expect(trained.weights[0]! - trained.weights[2]!).toBeGreaterThan(2)
    expect(Array.from(head.weights)).toEqual([1, 0, -1, 0])
  })

  it('slows down to a tenth after ten epochs', async () => {
    const after = async (epochs: number) => {
      const { weights } = await retrainHead(head, examples, model.runtime, { ...options, epochs, batch: 12 })
      return weights[0]!
    }
    const [nine, ten, eleven] = [await after(9), await after(10), await after(11)]
    expect(Math.abs(eleven - ten)).toBeLessThan(0.2 * Math.abs(ten - nine))
  })

  it('gives the same again', async () => {
    expect(await retrainHead(head, examples, model.runtime, options)).toEqual(
      await retrainHead(head, examples, model.runtime, options),
    )
  })

  it('with more pictures than a batch goes through all of them', async () => {
    const random = createRandom(1)
    const many = Array.from({ length: 50 }, (_, i) => ({
      class: i % 2,
      features: Float32Array.from({ length: 4 }, () => (i % 2 === 0 ? 1 : -1) * random.next()),
    }))
    const trained = await retrainHead(head, many, model.runtime, { ...options, batch: 7 })
    expect(trained.weights.every(Number.isFinite)).toBe(true)
  })
})
