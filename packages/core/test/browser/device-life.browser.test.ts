import { describe, expect, test } from 'vitest'
import { openModel } from '../../src/model/open.browser.ts'
import { watchTraffic } from './device-traffic.ts'
import { openDevice } from './open-device.ts'
import { explainTiny, partsOf, tinyRuns } from './tiny-runs.ts'

/** Enough to go through search, curves and both baselines, in few batches: a software device takes its time for each. */
const quarters = { regions: { kind: 'grid', count: 4 } } as const

describe('a GPU that goes away', () => {
  test('in the middle of an explanation ends it with BACKEND_LOST; the next one has another', async () => {
    const run = tinyRuns.convolution()
    const traffic = watchTraffic()
    const device = await openDevice()
    const model = await openModel(partsOf(run), { runtime: { device } })
    const lost = explainTiny(model, run, { onProgress: ({ forwards }) => forwards > 8 && device.destroy() })
    await expect(lost).rejects.toMatchObject({
      code: 'BACKEND_LOST',
      message: 'The GPU device is lost (destroyed): Device was destroyed.',
      fix: expect.stringMatching(/takes a new device/),
    })
    await expect(explainTiny(model, run)).rejects.toMatchObject({ code: 'BACKEND_LOST' })
    await model.dispose()
    expect(traffic.live()).toEqual({ buffers: 0, bytes: 0 })

    const next = await openModel(partsOf(run), { runtime: { device: await openDevice() } })
    expect((await explainTiny(next, run)).run.complete).toBe(true)
    await next.dispose()
  })
})

describe('a page that stays open', () => {
  test('holds no more of its GPU after 200 explanations than after 20', { timeout: 240_000 }, async () => {
    const run = tinyRuns.convolution()
    const traffic = watchTraffic()
    const model = await openModel(partsOf(run), { runtime: { device: await openDevice() } })
    const explainTimes = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await explainTiny(model, run, { ...quarters, seed: i })
    }
    await explainTimes(20)
    const early = { device: traffic.live(), heap: heapBytes() }
    await explainTimes(180)
    expect(traffic.live()).toEqual(early.device)
    // Garbage that waits to be collected is in it too.
    expect(heapBytes() - early.heap).toBeLessThan(64 * 1024 * 1024)
    await model.dispose()
    expect(early.device.bytes).toBeGreaterThan(0)
  })
})

/** JavaScript's own memory, which Chromium tells. */
function heapBytes(): number {
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } }
  return memory?.usedJSHeapSize ?? 0
}
