import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMaskEvaluator, type EvaluatorOptions } from '../../src/evaluator/create-mask-evaluator.ts'
import { resolveBaseline } from '../../src/image/resolve-baseline.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { createRandom } from '../../src/random/random.ts'
import { additive, convReluPoolGemm, convReluPoolGemmLogits } from '../../src/testing/index.ts'
import type { TinyModel } from '../../src/testing/tiny-models/tiny-model.ts'

const open = (tiny: TinyModel): Promise<Classifier> =>
  openModel({ model: tiny.model, preprocess: tiny.preprocess }, { threads: 1 })

const optionsFor = (tiny: TinyModel, classifier: Classifier, kernels: Kernels): EvaluatorOptions => {
  const frame = { ...tiny.frame, source: { x: 0, y: 0, width: tiny.frame.width, height: tiny.frame.height } }
  return {
    classifier,
    kernels,
    frame,
    regions: { width: frame.width, height: frame.height, count: tiny.regions, labels: tiny.labels, kind: 'grid' },
    baseline: tiny.baseline,
    baselineRgb: resolveBaseline(tiny.baseline, frame, null),
    targets: [{ class: 0 }],
  }
}

const sets = (...texts: string[]): { kind: 'regions'; count: number; weights: Float32Array } => ({
  kind: 'regions',
  count: texts.length,
  weights: Float32Array.from(texts.join(''), Number),
})

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('the mask evaluator on %s kernels', (backend) => {
  let classifier: Classifier
  let kernels: Kernels
  let options: EvaluatorOptions
  beforeAll(async () => {
    const tiny = additive()
    classifier = await open(tiny)
    kernels = await createKernels(backend)
    options = optionsFor(tiny, classifier, kernels)
  })
  afterAll(async () => {
    kernels.dispose()
    await classifier.dispose()
  })

  it('gives the probabilities of the additive model: .01 plus the amounts of the regions shown', async () => {
    const evaluator = createMaskEvaluator(options)
    const { probabilities } = await evaluator.evaluate(sets('00000000', '11111111', '00010000', '01010000'))
    const expected = [0.01, 1, 0.31, 0.51]
    probabilities.forEach((probability, index) => {
      expect(probability).toBeCloseTo(expected[index]!, 6)
    })
    evaluator.release()
  })

  it('gives the same bits in any order, split and memory bound', async () => {
    const random = createRandom(7)
    const masks = Array.from({ length: 13 }, () => Array.from({ length: 8 }, () => (random.next() < 0.5 ? '0' : '1')).join(''))
    const whole = createMaskEvaluator(options)
    const together = await whole.evaluate(sets(...masks))
    const bounded = createMaskEvaluator({ ...options, memory: 0.008 })
    expect(await bounded.evaluate(sets(...masks))).toEqual(together)
    expect(bounded.shapes.at(-1)).toBeLessThan(whole.shapes.at(-1)!)
    const single = createMaskEvaluator(options)
    for (const index of [...masks.keys()].reverse()) {
      const alone = await single.evaluate(sets(masks[index]!))
      expect(alone.probabilities[0]).toBe(together.probabilities[index])
      expect(alone.confidence[0]).toBe(together.confidence[index])
    }
    for (const evaluator of [whole, bounded, single]) evaluator.release()
  })

  it('counts forwards exactly, runs a mask once, and counts what the memo saved', async () => {
    const evaluator = createMaskEvaluator(options)
    await evaluator.evaluate(sets('10000000', '01000000', '10000000'))
    await evaluator.evaluate(sets('01000000', '00100000'))
    expect(evaluator.spent).toMatchObject({ forwards: 3, memoHits: 2 })
    evaluator.release()
  })

  it('runs a remembered mask again when more is wanted of it', async () => {
    const evaluator = createMaskEvaluator(options)
    await evaluator.evaluate(sets('10000000'))
    const { classes } = await evaluator.evaluate(sets('10000000'), { classes: true })
    expect(classes![0]).toBeCloseTo(0.06, 6)
    expect(classes![1]).toBeCloseTo(0.94, 6)
    expect(evaluator.spent.forwards).toBe(2)
    evaluator.release()
  })

  it('does not remember soft masks', async () => {
    const evaluator = createMaskEvaluator(options)
    const soft = { kind: 'regions', count: 2, weights: new Float32Array(16).fill(0.5) } as const
    await evaluator.evaluate(soft)
    expect(evaluator.spent).toMatchObject({ forwards: 2, memoHits: 0 })
    evaluator.release()
  })

  it('takes regions that the caller brings: all pixels in one region', async () => {
    const evaluator = createMaskEvaluator(options)
    const regions = { ...options.regions, count: 1, labels: new Uint16Array(options.regions.labels.length) }
    const { probabilities } = await evaluator.evaluate({ kind: 'regions', count: 2, weights: Float32Array.of(0, 1), regions })
    expect(probabilities[0]).toBeCloseTo(0.01, 6)
    expect(probabilities[1]).toBeCloseTo(1, 6)
    evaluator.release()
  })

  it('shows one half of the frame through a grid of two cells', async () => {
    const evaluator = createMaskEvaluator(options)
    const { height, width } = options.frame
    // Twice as high as the frame, and the window in the upper half: every row of the frame lies in the first row of cells.
    const masks = { kind: 'grid', count: 1, cells: Float32Array.of(1, 0), size: [2, 1], upsampled: [4 * height, width] } as const
    const { probabilities } = await evaluator.evaluate({ ...masks, offsets: Uint32Array.of(0, 0) })
    expect(probabilities[0]).toBeCloseTo(1, 6)
    evaluator.release()
  })

  it('draws frames that are no blend of picture and baseline', async () => {
    const evaluator = createMaskEvaluator(options)
    const draw = (index: number, rgb: Float32Array): void => {
      rgb.fill(index === 0 ? 255 : 0)
    }
    const { probabilities } = await evaluator.evaluate({ kind: 'frames', count: 2, draw })
    expect(probabilities[0]).toBeCloseTo(1, 6)
    expect(probabilities[1]).toBeCloseTo(0.01, 6)
    evaluator.release()
  })

  it('answers calls that are made at once as if they were made in turn', async () => {
    const evaluator = createMaskEvaluator(options)
    const singles = ['10000000', '01000000', '00100000', '00010000']
    const together = await Promise.all(singles.map((single) => evaluator.evaluate(sets(single))))
    const expected = [0.06, 0.21, 0.11, 0.31]
    together.forEach(({ probabilities }, index) => {
      expect(probabilities[0]).toBeCloseTo(expected[index]!, 6)
    })
    evaluator.release()
  })

  it('stops before a batch that the budget does not cover, and keeps what was computed', async () => {
    const evaluator = createMaskEvaluator({ ...options, budget: { limit: 8, spent: 0 } })
    const singles = Array.from({ length: 8 }, (_, i) => '00000000'.replace(/0/g, (_digit, at) => (at === i ? '1' : '0')))
    await evaluator.evaluate(sets(...singles))
    await expect(evaluator.evaluate(sets('11000000'))).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    expect(evaluator.remaining).toBe(0)
    await expect(evaluator.evaluate(sets(singles[3]!))).resolves.toMatchObject({ count: 1 })
    evaluator.release()
  })

  it('stops when it is cancelled', async () => {
    const evaluator = createMaskEvaluator({ ...options, signal: AbortSignal.abort() })
    await expect(evaluator.evaluate(sets('11000000'))).rejects.toMatchObject({ code: 'CANCELLED' })
    evaluator.release()
  })

  it('says how much memory the smallest batch needs', () => {
    expect(() => createMaskEvaluator({ ...options, memory: 0.001 })).toThrow(/needs 1 MiB/)
  })

  it('refuses weights that are not one row per mask', async () => {
    const evaluator = createMaskEvaluator(options)
    const masks = { kind: 'regions', count: 2, weights: new Float32Array(8) } as const
    await expect(evaluator.evaluate(masks)).rejects.toMatchObject({ code: 'USAGE_PARAMETER', where: { value: 8, limit: 16 } })
    evaluator.release()
  })
})

describe('the mask evaluator', () => {
  it('gives the logits of a small convolutional network, computed by hand for the whole frame', async () => {
    const tiny = convReluPoolGemm()
    const classifier = await open(tiny)
    const kernels = await createKernels('auto')
    const evaluator = createMaskEvaluator({ ...optionsFor(tiny, classifier, kernels), targets: [{ class: 0 }, { class: 1 }] })
    const shown = { kind: 'regions', count: 1, weights: new Float32Array(tiny.regions).fill(1) } as const
    const { logits } = await evaluator.evaluate(shown)
    const expected = convReluPoolGemmLogits(classifier.normalise(tiny.frame.rgb))
    expect(logits[0]).toBeCloseTo(expected[0]!, 5)
    expect(logits[1]).toBeCloseTo(expected[1]!, 5)
    evaluator.release()
    kernels.dispose()
    await classifier.dispose()
  })
})
