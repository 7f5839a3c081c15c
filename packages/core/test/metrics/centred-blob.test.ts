import { describe, expect, test } from 'vitest'
import { centredBlobOrder } from '../../src/metrics/centred-blob.ts'
import type { RegionMap } from '../../src/regions/region-map.ts'

/** A frame of one row of pixels or more, its labels in reading order. */
const frame = (width: number, labels: readonly number[]): RegionMap => ({
  width,
  height: labels.length / width,
  count: Math.max(...labels) + 1,
  labels: Uint16Array.from(labels),
  kind: 'map',
})
const pixelByPixel = (width: number, height: number): RegionMap => frame(width, [...new Array(width * height).keys()])

describe('centredBlobOrder', () => {
  test('goes from the centre outwards, the lowest region first in a tie', () => {
    expect([...centredBlobOrder(pixelByPixel(3, 3))]).toEqual([4, 1, 3, 5, 7, 0, 2, 6, 8])
  })

  test('measures distances in sides of the frame', () => {
    expect([...centredBlobOrder(pixelByPixel(4, 2))]).toEqual([1, 2, 5, 6, 0, 3, 4, 7])
  })

  test('goes by the mean of a region, not by its size', () => {
    expect([...centredBlobOrder(frame(5, [0, 0, 1, 0, 0]))]).toEqual([1, 0])
  })

  test('weighs pixels by a Gaussian with a quarter of the side as its deviation', () => {
    // Pixels .0625 and .4375 of the side from the centre: (.9692 + .2163) / 2; region 1, .1875 and .3125: (.7548 + .4578) / 2; the rest .5995.
    expect([...centredBlobOrder(frame(8, [0, 2, 2, 0, 2, 1, 1, 2]))]).toEqual([1, 2, 0])
  })

  test('takes regions that mirror each other for ties, however many pixels they have', () => {
    const labels = Array.from({ length: 224 * 224 }, (_, i) => 7 * Math.floor(i / 224 / 32) + Math.floor((i % 224) / 32))
    const order = [...centredBlobOrder(frame(224, labels))]
    expect(order.slice(0, 5)).toEqual([24, 17, 23, 25, 31])
    expect(order.slice(-4)).toEqual([0, 6, 42, 48])
  })
})
