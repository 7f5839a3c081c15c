import { describe, expect, test } from 'vitest'
import type { MetricContext } from '../../../src/metrics/metric.ts'
import { metrics, prepareMetric } from '../../../src/metrics/registry.ts'
import { noisyFrames } from '../../../src/metrics/robustness/noisy-frames.ts'
import type { Frame } from '../../../src/model/classifier.ts'
import { mapContext } from '../map-context.ts'

const rgb = Uint8Array.from({ length: 3 * 12 }, (_, i) => (i * 37 + 11) % 256)
const frame: Frame = { width: 4, height: 3, rgb, source: { x: 0, y: 0, width: 4, height: 3 } }
/** Red less half of green: a map that follows the picture in a known way. */
const mapOf = (colours: Uint8Array): Float32Array =>
  Float32Array.from({ length: 12 }, (_, pixel) => colours[3 * pixel]! - colours[3 * pixel + 1]! / 2)

/** A method that gives the map of the frame it is asked about, through `change`. */
function context(change: (map: Float32Array, colours: Uint8Array) => Float32Array = (map) => map): MetricContext {
  const map = change(mapOf(rgb), rgb)
  return {
    ...mapContext([[...map.subarray(0, 4)], [...map.subarray(4, 8)], [...map.subarray(8)]]),
    frame,
    explain: async ({ frame: other = frame }) => change(mapOf(other.rgb), other.rgb),
  }
}

const noise = { samples: 6, radius: 9 }
const frames = noisyFrames(frame, noise, 1)
const length = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
const minus = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (value, index) => value - b[index]!)
const own = mapOf(rgb)
const changes = frames.map((noisy) => length(minus(own, mapOf(noisy.rgb))) / length([...own]))
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const measure = (name: string, one: MetricContext, parameters: object = noise) =>
  prepareMetric(name, { ...parameters }).measure(one)

describe('sensitivity', () => {
  test('is the change of the map over its length, the largest or on average', async () => {
    const max = await measure('max-sensitivity', context())
    expect(max.value).toBeCloseTo(Math.max(...changes), 6)
    expect(max.parts!['mean']).toBeCloseTo(meanOf(changes), 6)
    const average = await measure('avg-sensitivity', context())
    expect(average.value).toBeCloseTo(meanOf(changes), 6)
    expect(average.parts!['max']).toBeCloseTo(Math.max(...changes), 6)
  })

  test.each(['max-sensitivity', 'avg-sensitivity', 'stability', 'local-lipschitz', 'continuity', 'relative-input-stability'])(
    '%s does not depend on the scale of the method',
    async (name) => {
      const parameters = name === 'continuity' ? {} : noise
      const plain = await measure(name, context(), parameters)
      const louder = await measure(
        name,
        context((map) => map.map((value) => 64 * value)),
        parameters,
      )
      expect(louder.value).toBeCloseTo(plain.value!, 5)
    },
  )

  test('is 0 for a map that does not look at the picture', async () => {
    const constant = context(() => Float32Array.from({ length: 12 }, (_, i) => i))
    expect((await measure('max-sensitivity', constant)).value).toBe(0)
    expect((await measure('stability', constant)).value).toBe(0)
  })
})

describe('average stability', () => {
  test('is the distance of maps of length 1', async () => {
    const unit = (map: ArrayLike<number>) => Array.from(map, (value) => value / length(Array.from(map)))
    const distances = frames.map((noisy) => length(minus(unit(own), unit(mapOf(noisy.rgb)))))
    expect((await measure('stability', context())).value).toBeCloseTo(meanOf(distances), 6)
  })

  test('does not mind a map that only becomes louder', async () => {
    const louder = context((_, colours) => Float32Array.from({ length: 12 }, (__, i) => (i + 1) * colours[0]!))
    expect((await measure('stability', louder)).value).toBeCloseTo(0, 6)
    expect((await measure('avg-sensitivity', louder)).value).toBeGreaterThan(0.01)
  })

  test('is undefined where a noisy picture gives nothing', async () => {
    const fading = context((map, colours) => (colours === rgb ? map : new Float32Array(12)))
    expect(await measure('stability', fading)).toEqual({
      value: null,
      reason: 'the map of 6 of 6 noisy pictures is zero everywhere',
    })
  })
})

describe('local Lipschitz estimate', () => {
  test('is the steepest change of the map per change of the picture', async () => {
    const slopes = frames.map((noisy, sample) => changes[sample]! / (length(minus(rgb, noisy.rgb)) / 255))
    const { value, parts } = await measure('local-lipschitz', context())
    expect(value).toBeCloseTo(Math.max(...slopes), 5)
    expect(parts!['mean']).toBeCloseTo(meanOf(slopes), 5)
  })
})

describe('continuity', () => {
  test('compares the map in place with those of the picture shifted to both sides', async () => {
    const shift = (columns: number) =>
      Uint8Array.from({ length: 36 }, (_, at) => {
        const [pixel, channel] = [Math.floor(at / 3), at % 3]
        const from = (pixel % 4) - columns
        return from < 0 || from > 3 ? 0 : rgb[3 * (4 * Math.floor(pixel / 4) + from) + channel]!
      })
    const total = own.reduce((sum, value) => sum + Math.abs(value), 0)
    const slopes = [1, -1, 2, -2].map((columns) => {
      const shifted = shift(columns)
      const change = minus(own, mapOf(shifted)).reduce((sum, value) => sum + Math.abs(value), 0)
      return change / total / (length(minus(rgb, shifted)) / 255)
    })
    const { value } = await measure('continuity', context(), { shifts: 4, reach: 0.5 })
    expect(value).toBeCloseTo(Math.max(...slopes), 5)
  })
})

describe('relative input stability', () => {
  test('is the relative change of the map, its mean square taken as 1, over that of the picture', async () => {
    const scaled = (map: ArrayLike<number>) => Array.from(map, (value) => value / (length(Array.from(map)) / Math.sqrt(12)))
    const relative = (from: readonly number[], to: readonly number[]) =>
      length(from.map((value, index) => (value - to[index]!) / (value === 0 ? 1e-6 : value)))
    const ratios = frames.map(
      (noisy) =>
        relative(scaled(own), scaled(mapOf(noisy.rgb))) /
        relative(
          Array.from(rgb, (level) => level / 255),
          Array.from(noisy.rgb, (level) => level / 255),
        ),
    )
    const { value, parts } = await measure('relative-input-stability', context())
    expect(value! / Math.max(...ratios)).toBeCloseTo(1, 5)
    expect(parts!['mean']! / meanOf(ratios)).toBeCloseTo(1, 5)
    const sorted = ratios.toSorted((a, b) => a - b)
    expect(parts!['median']! / ((sorted[2]! + sorted[3]!) / 2)).toBeCloseTo(1, 5)
  })
})

const robust = metrics.filter(({ family }) => family === 'robustness')

test.each(robust.map(({ name }) => name))('%s of a map of zeros is undefined', async (name) => {
  const zeros = context(() => new Float32Array(12))
  expect(await measure(name, zeros, {})).toEqual({ value: null, reason: 'the map is zero everywhere' })
})

test.each(robust.map(({ name }) => name))('%s says how many explanations it asks for', async (name) => {
  let asked = 0
  const counting = context()
  const explain: MetricContext['explain'] = async (other) => {
    asked++
    return counting.explain!(other)
  }
  const metric = prepareMetric(name, name === 'continuity' ? { shifts: 3 } : noise)
  if (metric.cost(12) > 0) return
  await metric.measure({ ...counting, explain })
  expect(asked).toBe(metric.explanations)
})
