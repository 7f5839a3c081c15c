import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MaskEvaluator, Masks } from '../../src/evaluator/mask-evaluator.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { prepareMethod } from '../../src/methods/registry.ts'
import { grid49 } from '../../src/testing/index.ts'
import { contextOf, type OpenTinyModel, openTiny } from './sampling-context.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Bytes that are still in use after garbage was collected. */
function bytesInUse(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Kernels that count the bytes of their buffers. */
function counting(kernels: Kernels) {
  const sizes = new Map<number, number>()
  let live = 0
  let most = 0
  let before = 0
  const counted: Kernels = {
    ...kernels,
    allocate: (bytes) => {
      const buffer = kernels.allocate(bytes)
      sizes.set(buffer, bytes)
      live += bytes
      most = Math.max(most, live)
      return buffer
    },
    release: (buffer) => {
      kernels.release(buffer)
      live -= sizes.get(buffer) ?? 0
      sizes.delete(buffer)
    },
  }
  /** The most bytes at a time since the last call, above what there was then. */
  const peak = () => {
    const above = most - before
    before = live
    most = live
    return above
  }
  return { kernels: counted, peak }
}

/** Looks at memory before every sixtieth call and at how many masks a call brings. */
function watched(evaluator: MaskEvaluator) {
  const seen = { bytes: [] as number[], most: 0, calls: 0 }
  const evaluate = (masks: Masks) => {
    if (seen.calls++ % 60 === 0) seen.bytes.push(bytesInUse())
    seen.most = Math.max(seen.most, masks.count)
    return evaluator.evaluate(masks)
  }
  return { evaluator: Object.create(evaluator, { evaluate: { value: evaluate } }) as MaskEvaluator, seen }
}

const samples = 20_000
/** Masks that exist at a time. */
const batch = 64
/** Of 28 x 28 pixels, as the model gets it. */
const picture = 4 * 3 * 28 * 28

describe('at 20 000 masks', () => {
  let model: OpenTinyModel
  let memory: ReturnType<typeof counting>
  beforeAll(async () => {
    memory = counting(await createKernels('wasm-simd'))
    model = await openTiny(grid49(), memory.kernels)
  })
  afterAll(() => model.close())

  test.each([
    ['rise', { samples }],
    ['lime', { samples }],
    ['kernel-shap', { samples }],
    ['hsic', { samples }],
    // A pair of orders shows 96 sets of the 49 regions.
    ['shapley-sampling', { pairs: Math.ceil(samples / 96) }],
  ])('%s keeps a batch of pictures and a few numbers per mask', async (name, parameters) => {
    const opened = model.evaluator()
    const { evaluator, seen } = watched(opened)
    memory.peak()
    const { complete } = await prepareMethod(name, parameters).run(contextOf(evaluator, { kernels: memory.kernels }))
    expect(complete).toBe(true)
    expect(opened.spent.forwards).toBeGreaterThan(0.9 * samples)
    expect(seen.most).toBeLessThanOrEqual(batch)
    // The scores that the evaluator remembers, and what the method does: a tenth of a picture.
    const growth = seen.bytes.at(-1)! - seen.bytes[0]!
    expect(growth / samples).toBeLessThan(picture / 10)
    expect(memory.peak() / samples).toBeLessThan(picture / 100)
  })
})
