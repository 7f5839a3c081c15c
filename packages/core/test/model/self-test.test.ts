import { describe, expect, test } from 'vitest'
import type { Session } from '../../src/model/runtime.ts'
import { type SelfTestSubject, selfTest } from '../../src/model/self-test.ts'

/** A session whose logits are the first two numbers of each frame, after `change`. */
const sessionOf = (change: (logits: Float32Array, batch: number) => void): Session => ({
  run: async ({ input }, { logits }, batch) => {
    const [frames, rows] = [input as Float32Array, logits as Float32Array]
    const length = frames.length / batch
    for (let row = 0; row < batch; row++) rows.set(frames.subarray(row * length, row * length + 2), row * 2)
    change(rows, batch)
  },
  dispose: async () => {},
})

const subject = (session: Session, fixedBatch: number | null = null): SelfTestSubject => ({
  session,
  normalise: (rgb) => Float32Array.from(rgb),
  width: 2,
  height: 2,
  classes: 2,
  featureLength: 0,
  fixedBatch,
  isSlow: false,
  warmsUp: false,
  file: 'm.onnx',
})

describe('selfTest', () => {
  test('keeps all batch sizes of a model that answers alike in all', async () => {
    const { batches, batchConsistent } = await selfTest(subject(sessionOf(() => {})))
    expect({ batches, batchConsistent }).toEqual({ batches: [1, 2, 4, 8], batchConsistent: true })
  })

  test('times the second run of a size where the first compiles', async () => {
    const compiled = new Set<number>()
    const session = sessionOf((_, batch) => {
      const end = performance.now() + (compiled.has(batch) ? 0 : 10 * batch)
      while (performance.now() < end);
      compiled.add(batch)
    })
    expect((await selfTest({ ...subject(session), warmsUp: true })).forwardMilliseconds).toBeLessThan(10)
  })

  test('drops a size whose answers have other bits', async () => {
    const session = sessionOf((logits, batch) => {
      if (batch === 1) logits[1]! += 2 ** -16
    })
    const { batches, batchConsistent } = await selfTest(subject(session))
    expect({ batches, batchConsistent }).toEqual({ batches: [2, 4, 8], batchConsistent: false })
  })

  test('drops sizes of a model whose answers depend on the place in the batch', async () => {
    const session = sessionOf((logits) => {
      logits[0]! += 1
    })
    expect((await selfTest(subject(session))).batches).toEqual([8])
  })

  test('tests no batch of 8 where a forward is slow', async () => {
    expect((await selfTest({ ...subject(sessionOf(() => {})), isSlow: true })).batches).toEqual([1, 2, 4])
  })

  test('runs a model of a fixed batch in that batch only', async () => {
    const seen: number[] = []
    const session = sessionOf((_, batch) => seen.push(batch))
    expect((await selfTest(subject(session, 3))).batches).toEqual([3])
    expect(seen).toEqual([3])
  })

  test('refuses an infinite answer', async () => {
    const session = sessionOf((logits) => logits.fill(Number.POSITIVE_INFINITY))
    await expect(selfTest(subject(session))).rejects.toMatchObject({ code: 'MODEL_NOT_FINITE', where: { value: Infinity } })
  })
})
