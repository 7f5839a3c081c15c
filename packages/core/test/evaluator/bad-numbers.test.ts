import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMaskEvaluator, type OwnedMaskEvaluator } from '../../src/evaluator/create-mask-evaluator.ts'
import { resolveBaseline } from '../../src/image/resolve-baseline.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { additive } from '../../src/testing/index.ts'

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('numbers that are none on %s kernels', (backend) => {
  let classifier: Classifier
  let kernels: Kernels
  let evaluator: OwnedMaskEvaluator
  beforeAll(async () => {
    const { model, preprocess, frame: pixels, labels, regions: count, baseline } = additive()
    classifier = await openModel({ model, preprocess }, { threads: 1 })
    kernels = await createKernels(backend)
    const frame = { ...pixels, source: { x: 0, y: 0, width: pixels.width, height: pixels.height } }
    evaluator = createMaskEvaluator({
      classifier,
      kernels,
      frame,
      regions: { width: frame.width, height: frame.height, count, labels, kind: 'grid' },
      baseline,
      baselineRgb: resolveBaseline(baseline, frame, null),
      targets: [{ class: 0 }],
    })
  })
  afterAll(async () => {
    evaluator.release()
    kernels.dispose()
    await classifier.dispose()
  })

  it.each([Number.NaN, Infinity, -Infinity])('refuses the weight %s before any forward', async (bad) => {
    const weights = Float32Array.of(1, 1, 1, 1, 1, bad, 1, 1)
    await expect(evaluator.evaluate({ kind: 'regions', count: 1, weights })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: String(bad) },
    })
    expect(evaluator.spent.forwards).toBe(0)
  })

  it('refuses a cell that is no number', async () => {
    const cells = Float32Array.of(1, Number.NaN)
    await expect(evaluator.evaluate({ kind: 'grid', count: 1, cells, size: [1, 2], upsampled: [8, 16] })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
    })
  })
})
