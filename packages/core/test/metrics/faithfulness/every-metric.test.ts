import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metrics, prepareMetric } from '../../../src/metrics/registry.ts'
import { createRandom } from '../../../src/random/random.ts'
import { convReluPoolGemm } from '../../../src/testing/tiny-models/conv-relu-pool-gemm.ts'
import { openFrame, type ScoredFrame } from './score-context.ts'

const names = metrics.filter(({ family }) => family === 'faithfulness').map(({ name }) => name)
const { next } = createRandom(11)
const random = Array.from({ length: 64 }, () => next() - 0.5)

/** Maps of any tool, on a network that is neither linear nor sure. */
const maps: Readonly<Record<string, readonly number[]>> = {
  'signed numbers': random,
  'whole numbers': random.map((value) => Math.round(4 * value)),
  'one pixel': random.map((_, pixel) => (pixel === 20 ? 1 : 0)),
  'very large numbers': random.map((value) => 6e38 * value),
  'very small numbers': random.map((value) => 1e-38 * value),
  'negative numbers': random.map((value) => value - 1),
  zeros: random.map(() => 0),
  'one number': random.map(() => -2.5),
}

describe.each(names)('%s', (name) => {
  let frame: ScoredFrame
  beforeAll(async () => {
    frame = await openFrame(convReluPoolGemm())
  })
  afterAll(() => frame.close())
  const metric = prepareMetric(name)
  const contextOf = (values: readonly number[]) => {
    const map = Float32Array.from(values)
    return frame.contextOf(map, { explain: async () => map.toReversed() })
  }

  test.each(Object.entries(maps))('of a map of %s is a number in its range, or none for a reason', async (_, values) => {
    const { value, reason, parts, curve } = await metric.measure(contextOf(values))
    if (value === null) expect(reason).toMatch(/^[a-z].*[^.]$/)
    else {
      expect(value).toBeGreaterThanOrEqual(metric.range[0] - 1e-9)
      expect(value).toBeLessThanOrEqual(metric.range[1] + 1e-9)
      expect(reason).toBeUndefined()
    }
    for (const part of Object.values(parts ?? {})) if (part !== null) expect(part).toSatisfy(Number.isFinite)
    for (const number of [...(curve?.share ?? []), ...(curve?.score ?? [])]) expect(number).toSatisfy(Number.isFinite)
  })

  test('is the same when it is measured again, whatever has been run since', async () => {
    const first = await metric.measure(contextOf(random))
    for (const values of Object.values(maps)) await metric.measure(contextOf(values))
    expect(await metric.measure(contextOf(random))).toEqual(first)
  })
})
