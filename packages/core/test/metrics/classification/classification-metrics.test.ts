import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { classificationMetrics } from '../../../src/metrics/classification/classification-metrics.ts'
import { type Confusion, confusionOf } from '../../../src/metrics/classification/confusion.ts'
import { objectPixels } from '../../../src/metrics/localisation/object-pixels.ts'

/** Pixels of the quadrants that show class 7, the second halves being the larger ones of an odd side. */
function isClassSeven(side: number, labels: readonly number[]): Uint8Array {
  const half = side / 2
  const boxes = labels.flatMap((label, quadrant) =>
    label === 7 ? [{ x: (quadrant % 2) * half, y: Math.floor(quadrant / 2) * half, width: half, height: half }] : [],
  )
  const frame = { width: side, height: side, rgb: new Uint8Array(), source: { x: 0, y: 0, width: side, height: side } }
  const pixels = objectPixels({ truth: { boxes }, frame })
  return typeof pixels === 'string' ? new Uint8Array() : pixels.mask
}

function valuesOf(cells: Confusion): Readonly<Record<string, number>> {
  return Object.fromEntries(classificationMetrics.map((metric) => [metric.name, metric.of(cells)]))
}

/** The map of the paper's precursor: four rows of a mosaic of 4 x 4 pixels. */
const signed = [4, -1, 2, -2, 1, 0, -3, 1, 0, 3, -1, 2, -2, 1, 5, -4]

describe('the cells and metrics of a mosaic, as computed by hand', () => {
  test.each([
    [
      'a signed map',
      signed,
      4,
      [7, 3, 3, 7],
      { truePositive: 12, falseNegative: 6, falsePositive: 7, trueNegative: 7 },
      {
        precision: 12 / 19,
        sensitivity: 2 / 3,
        'false-negative-rate': 1 / 3,
        'false-positive-rate': 0.5,
        specificity: 0.5,
        accuracy: 19 / 32,
        f1: 0.648648649,
      },
    ],
    [
      'its absolute values',
      signed.map(Math.abs),
      4,
      [7, 3, 3, 7],
      { truePositive: 18, falseNegative: 0, falsePositive: 14, trueNegative: 0 },
      {
        precision: 0.5625,
        sensitivity: 1,
        'false-negative-rate': 0,
        'false-positive-rate': 1,
        specificity: 0,
        accuracy: 0.5625,
        f1: 0.72,
      },
    ],
    [
      'an odd side',
      Array.from({ length: 25 }, (_, i) => i - 7),
      5,
      [7, 3, 7, 3],
      { truePositive: 51, falseNegative: 16, falsePositive: 102, trueNegative: 12 },
      {
        precision: 1 / 3,
        sensitivity: 0.76119403,
        'false-negative-rate': 0.23880597,
        'false-positive-rate': 0.894736842,
        specificity: 0.105263158,
        accuracy: 0.348066298,
        f1: 0.463636364,
      },
    ],
  ])('of %s', (_name, map, side, labels, cells, metrics) => {
    const found = confusionOf(map, isClassSeven(side, labels))
    expect(found).toEqual(cells)
    const values = valuesOf(found)
    for (const [name, value] of Object.entries(metrics)) expect(values[name]).toBeCloseTo(value, 8)
  })
})

describe('the metrics', () => {
  const size = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 }))
  const cells = fc.record({ truePositive: size, falseNegative: size, falsePositive: size, trueNegative: size })

  it('are rates and their complements, and 0 to 1 where they are defined', () => {
    fc.assert(
      fc.property(cells, (confusion) => {
        const values = valuesOf(confusion)
        for (const value of Object.values(values)) expect(Number.isNaN(value) || (value >= 0 && value <= 1)).toBe(true)
        for (const [rate, whole] of [
          ['false-negative-rate', 'sensitivity'],
          ['false-positive-rate', 'specificity'],
        ] as const) {
          if (Number.isNaN(values[whole])) expect(values[rate]).toBeNaN()
          else expect(values[rate]).toBeCloseTo(1 - values[whole]!, 12)
        }
      }),
      { seed: 1 },
    )
  })

  it('do not care about a factor', () => {
    const mask = isClassSeven(4, [7, 3, 3, 7])
    expect(
      valuesOf(
        confusionOf(
          signed.map((value) => 8 * value),
          mask,
        ),
      ),
    ).toEqual(valuesOf(confusionOf(signed, mask)))
  })

  it('are undefined, not 0, where their denominator is', () => {
    const values = valuesOf(confusionOf(new Float32Array(16), isClassSeven(4, [7, 3, 3, 7])))
    expect(Object.values(values)).toEqual(Array(7).fill(Number.NaN))
  })
})
