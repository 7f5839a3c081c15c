import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explainAgain } from '../../src/evaluate/explain-again.ts'
import { countWeights, openRandomised } from '../../src/evaluate/random-weights.ts'
import { openSubject, type Subject } from '../../src/evaluate/subject.ts'
import { evaluate } from '../../src/evaluate.ts'
import { explain } from '../../src/explain.ts'
import { toMap } from '../../src/explanation/to-map.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { spearman } from '../../src/math/spearman.ts'
import { structuralSimilarity } from '../../src/math/ssim.ts'
import { prepareMethod } from '../../src/methods/registry.ts'
import { prepareMetric } from '../../src/metrics/registry.ts'
import { noisyFrames } from '../../src/metrics/robustness/noisy-frames.ts'
import type { Frame } from '../../src/model/classifier.ts'
import { createRegions } from '../../src/regions/create-regions.ts'
import { convReluPoolGemmLogits } from '../../src/testing/index.ts'
import { openSmall } from '../explain/small-picture.ts'

const { model, picture } = await openSmall()
const kernels = await createKernels('auto')
const frame = model.frame(picture)
const nine = { kind: 'grid', count: 9 } as const
const regions = createRegions(frame, nine, picture)
const black = { kind: 'black' } as const
const options = { target: 2, baseline: black, regions: nine, seed: 1 }
const saliency = { method: 'saliency' }

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

const mapOf = async (one: Subject, name = 'saliency') =>
  toMap((await one.attribute(prepareMethod(name, {}), 1)).attribution, regions, frame)
const measured = async (name: string, parameters = {}, judged = saliency) => {
  const { body } = await evaluate(model, picture, judged, [{ name, parameters }], options)
  return body.measurements[0]!
}

describe('explaining again', () => {
  test('does the same thing once', async () => {
    const { explain } = explainAgain(subject, prepareMethod('leave-one-out', {}), 1, 2)
    const noisy = noisyFrames(frame, { samples: 1, radius: 5 }, 1)[0]!
    const [first, again] = [await explain({ frame: noisy }), await explain({ frame: { ...noisy, rgb: noisy.rgb.slice() } })]
    const { forwards } = subject.spent()
    await explain({ frame: noisy })
    expect(again).toBe(first)
    expect(subject.spent().forwards).toBe(forwards)
  })

  test('shares the maps of noisy pictures between metrics', async () => {
    const method = { method: 'leave-one-out' }
    const alone = await evaluate(model, picture, method, ['max-sensitivity'], options)
    const both = await evaluate(model, picture, method, ['max-sensitivity', 'stability', 'local-lipschitz'], options)
    expect(alone.body.measurements[0]!.forwards).toBe(100)
    expect(both.run.forwards).toBe(alone.run.forwards)
  })

  test('is not possible for a map from elsewhere', async () => {
    const map = { width: frame.width, height: frame.height, values: await mapOf(subject) }
    const { body } = await evaluate(model, picture, map, ['max-sensitivity', 'random-logit', 'mprt'], options)
    for (const { value, reason } of body.measurements)
      expect({ value, reason }).toEqual({ value: null, reason: 'the map comes from elsewhere and cannot be made again' })
  })

  test('ends with the budget, never with an unfinished map', async () => {
    const { body } = await evaluate(model, picture, { method: 'leave-one-out' }, ['max-sensitivity'], { ...options, budget: 50 })
    expect(body.measurements[0]).toMatchObject({ value: null, code: 'BUDGET_SPENT' })
  })
})

describe('relative output and representation stability', () => {
  const noise = { samples: 3, radius: 9 }
  const frames = noisyFrames(frame, noise, 1)
  const scaled = (map: Float32Array) => {
    const scale = Math.sqrt(map.reduce((sum, value) => sum + value * value, 0) / map.length)
    return Array.from(map, (value) => value / scale)
  }
  const length = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  const relative = (from: ArrayLike<number>, to: ArrayLike<number>) =>
    length(Array.from(from, (value, index) => (value - to[index]!) / (value === 0 ? 1e-6 : value)))
  let changes: readonly number[]
  beforeAll(async () => {
    const own = scaled(await mapOf(subject))
    const others = []
    for (const noisy of frames) others.push(scaled(await mapOf(subject.sibling({ frame: noisy }))))
    changes = others.map((other) => relative(own, other))
  })

  test('divide by the change of the logits, but for their mean', async () => {
    const centred = (rgb: Uint8Array) => {
      const logits = [...convReluPoolGemmLogits(model.normalise(rgb))]
      return logits.map((logit) => logit - logits.reduce((sum, one) => sum + one, 0) / logits.length)
    }
    const own = centred(frame.rgb)
    const ratios = frames.map(({ rgb }, i) => changes[i]! / length(centred(rgb).map((logit, at) => logit - own[at]!)))
    const { value } = await measured('relative-output-stability', noise)
    expect(value! / Math.max(...ratios)).toBeCloseTo(1, 3)
  })

  test('divide by the relative change of the embedding', async () => {
    const embedding = async (one: Subject) => {
      const whole = { kind: 'regions', count: 1, weights: new Float32Array(9).fill(1) } as const
      return (await one.on(black).evaluate(whole, { features: true })).features!
    }
    const own = await embedding(subject)
    const ratios: number[] = []
    for (const [i, noisy] of frames.entries())
      ratios.push(changes[i]! / relative(own, await embedding(subject.sibling({ frame: noisy }))))
    const { value } = await measured('relative-representation-stability', noise)
    expect(value! / Math.max(...ratios)).toBeCloseTo(1, 3)
  })
})

describe('random logit', () => {
  test('is the structural similarity with the map of another class', async () => {
    const { value, parts } = await measured('random-logit')
    const other = parts!['class']!
    expect([0, 1]).toContain(other)
    const plane = { width: frame.width, height: frame.height }
    const similarity = structuralSimilarity(
      { ...plane, values: await mapOf(subject) },
      { ...plane, values: await mapOf(subject.sibling({ target: { class: other } })) },
    )
    expect(value).toBeCloseTo(similarity, 6)
  })

  test('draws another class for another picture, and the same for the same', async () => {
    const classOf = async (one: Frame): Promise<number> => {
      const seen = subject.sibling({ frame: one })
      const map = await mapOf(seen)
      const attribution = { kind: 'map', values: map } as const
      const context = { map, attribution, frame: one, regions, on: seen.on, baseline: black, seed: 1 }
      const { explain } = explainAgain(seen, prepareMethod('saliency', {}), 1, 0)
      const { parts } = await prepareMetric('random-logit').measure({ ...context, explain, signal: subject.signal })
      return parts!['class']!
    }
    const pictures = noisyFrames(frame, { samples: 6, radius: 5 }, 1)
    const classes: number[] = []
    for (const one of pictures) classes.push(await classOf(one))
    expect(new Set(classes)).toEqual(new Set([0, 1]))
    expect(await classOf(pictures[0]!)).toBe(classes[0])
  })

  test('takes all of the five best that are others', async () => {
    const { parts } = await measured('random-logit', { classes: 'top5' })
    expect(new Set(Object.values(parts!))).toEqual(new Set([0, 1]))
  })

  test('labels a method that shows every class the same', async () => {
    const { value, warnings } = await measured('random-logit', {}, { method: 'activation-map' })
    expect(value).toBe(1)
    expect(warnings!.map(({ code }) => code)).toEqual(['METHOD_CLASS_INSENSITIVE'])
  })

  test('is near 0 for random maps and 1 for a blob, which says how to read it', async () => {
    const { controls } = await measured('random-logit')
    expect(Math.abs(controls!.random.value!)).toBeLessThan(0.5)
    expect(controls!.blob.value).toBe(1)
  })
})

describe('model randomisation', () => {
  test('begins at the logits: the mean over models with ever more layers drawn anew, without the original', async () => {
    const own = await mapOf(subject)
    const similarities: number[] = []
    for (const layers of [1, 2]) {
      const other = await openRandomised(model, layers, 1)
      similarities.push(spearman(own, await mapOf(subject.sibling({ model: other }))))
      await other.dispose()
    }
    const { value, parts, curve } = await measured('mprt')
    expect(value).toBeCloseTo((similarities[0]! + similarities[1]!) / 2, 12)
    expect(parts).toEqual({ all: expect.closeTo(similarities[1]!, 12), layers: 2, undefined: 0 })
    expect(curve).toEqual({ share: [0, 0.5, 1], score: [1, ...similarities] })
  })

  test('works for methods that read scores and layers as well', async () => {
    for (const method of ['leave-one-out', 'grad-cam'])
      expect((await measured('mprt', { steps: 1 }, { method })).value).toEqual(expect.any(Number))
  })

  test('draws other weights from another seed, also for a document, whose method keeps its own', async () => {
    const document = await explain(model, picture, { ...options, ...saliency })
    const curveOf = async (seed: number) => {
      const { body } = await evaluate(model, picture, document, ['mprt'], { seed })
      return body.measurements[0]!.curve
    }
    expect(await curveOf(1)).toEqual((await measured('mprt')).curve)
    expect(await curveOf(2)).not.toEqual(await curveOf(1))
  })

  test('leaves the model that is explained as it was', async () => {
    const before = await mapOf(subject, 'leave-one-out')
    await measured('mprt', {}, { method: 'leave-one-out' })
    expect(await mapOf(subject, 'leave-one-out')).toEqual(before)
  })

  test('counts the layers that have weights', () => {
    expect(countWeights(model)).toBe(2)
  })
})
