import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAnswer } from '../../src/answer/find-answer.ts'
import { createMaskEvaluator, type OwnedMaskEvaluator } from '../../src/evaluator/create-mask-evaluator.ts'
import { resolveBaseline } from '../../src/image/resolve-baseline.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { surrogatePath } from '../../src/methods/submodular/searches/surrogate-path.ts'
import { createSetFunction } from '../../src/methods/submodular/set-function.ts'
import { measureCurves } from '../../src/metrics/order-curves.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { setsOfEvaluator } from '../../src/surrogate/evaluator-sets.ts'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { additive, andPair, grid49, logisticPair, orPair } from '../../src/testing/index.ts'
import type { TinyModel } from '../../src/testing/tiny-models/tiny-model.ts'

// The same known answers as on the f64 oracles, but from pixels: mask kernel, ONNX model in float32, readout kernel.
const quiet = { seed: 1, signal: new AbortController().signal, report: () => {} }
const words = (order: string): number[] => order.split(' ').map(Number)

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('through models on %s kernels', (backend) => {
  let kernels: Kernels
  const classifiers = new Map<() => TinyModel, Classifier>()
  beforeAll(async () => {
    kernels = await createKernels(backend)
    for (const create of [additive, andPair, orPair, logisticPair, grid49]) {
      const { model, preprocess } = create()
      classifiers.set(create, await openModel({ model, preprocess }, { threads: 1 }))
    }
  })
  afterAll(async () => {
    kernels.dispose()
    for (const classifier of classifiers.values()) await classifier.dispose()
  })

  const open = (create: () => TinyModel): OwnedMaskEvaluator => {
    const { frame: pixels, labels, regions: count, baseline } = create()
    const frame = { ...pixels, source: { x: 0, y: 0, width: pixels.width, height: pixels.height } }
    return createMaskEvaluator({
      classifier: classifiers.get(create)!,
      kernels,
      frame,
      regions: { width: frame.width, height: frame.height, count, labels, kind: 'grid' },
      baseline,
      baselineRgb: resolveBaseline(baseline, frame, null),
      targets: [{ class: 0 }],
    })
  }

  test.each([
    ['additive', additive, [1, 1], '3 1 5 2 7 6 0 4', 72],
    ['and pair', andPair, [1, 0], '0 1 2 3 4 5', 21],
    ['and pair', andPair, [0, 1], '4 0 1 2 3 5', 21],
    ['and pair', andPair, [1, 1], '4 5 0 1 2 3', 42],
    ['or pair', orPair, [1, 0], '4 0 1 2 3 5', 21],
    ['or pair', orPair, [0, 1], '0 1 2 3 4 5', 21],
    ['or pair', orPair, [1, 1], '4 5 0 1 2 3', 42],
    ['logistic pair', logisticPair, [1, 1], '3 5 1 6 10 8 2 0 11 9 4 7', 156],
    ['logistic pair', logisticPair, [20, 5], '5 1 3 10 6 8 11 0 9 2 7 4', 156],
  ] as const)('naive greedy on the %s with weights %j', async (_, create, [consistency, collaboration], order, most) => {
    const evaluator = open(create)
    const sets = setsOfEvaluator(evaluator, 0, { features: false, geometry: false })
    const weights = { consistency, collaboration, effectiveness: 0, confidence: 0 }
    const found = await naiveGreedy(createSetFunction({ sets, kernels, weights }), quiet)
    expect([...found.order]).toEqual(words(order))
    expect(evaluator.spent.forwards).toBeLessThanOrEqual(most)
    evaluator.release()
  })

  test.each([
    ['additive', additive, 72, '3 1 5 2 7 6 0 4', 43],
    ['and pair', andPair, 42, '5 4 0 1 2 3', 23],
    ['or pair', orPair, 42, '5 4 0 1 2 3', 26],
    ['logistic pair', logisticPair, 156, '3 5 1 6 10 8 11 2 0 9 4 7', 44],
  ] as const)('the surrogate path on the %s', async (_, create, budget, order, forwards) => {
    const evaluator = open(create)
    const sets = limitBudget(setsOfEvaluator(evaluator, 0, { features: false, geometry: false }), budget)
    const weights = { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0 }
    const found = await surrogatePath(createSetFunction({ sets, kernels, weights }), quiet)
    expect([...found.order]).toEqual(words(order))
    expect(evaluator.spent.forwards).toBe(forwards)
    evaluator.release()
  })

  test('the answer of the 7x7 grid: three regions enough, two whose hiding flips, after a search of 368 forwards', async () => {
    const evaluator = open(grid49)
    const all = setsOfEvaluator(evaluator, 0, { features: false })
    const weights = { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0 }
    const { order } = await surrogatePath(createSetFunction({ sets: limitBudget(all, 368), kernels, weights }), quiet)
    await measureCurves(all, order)
    const whole = all.lookUp(new Uint8Array(49).fill(1))!
    const answer = await findAnswer({
      sets: all,
      second: all,
      order,
      whole,
      targetIsPredicted: true,
      threshold: 0.5,
      signal: quiet.signal,
    })
    expect([...answer!.regions].sort((a, b) => a - b)).toEqual([12, 23, 38])
    expect([...answer!.flip!.regions].sort((a, b) => a - b)).toEqual([23, 46])
    expect(answer!.irreducible && answer!.flip!.irreducible).toBe(true)
    evaluator.release()
  })
})
