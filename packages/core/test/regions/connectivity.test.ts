import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectRegions } from '../../src/regions/connectivity.ts'
import { findParts } from '../../src/regions/parts.ts'
import type { RegionMap } from '../../src/regions/region-map.ts'
import { slico } from '../../src/regions/slico.ts'
import { goldenPicture } from './golden.ts'

/** A map drawn as rows of digits. */
function map(...rows: string[]): RegionMap {
  const labels = Uint16Array.from(rows.join(''), Number)
  return { width: rows[0]!.length, height: rows.length, count: Math.max(...labels) + 1, labels, kind: 'map' }
}

const draw = ({ width, labels }: RegionMap) => labels.join('').match(new RegExp(`.{${width}}`, 'g'))

describe('stray parts', () => {
  test('a connected map comes back as it is', () => {
    const connected = map('001', '011')
    expect(connectRegions(connected)).toBe(connected)
  })

  test('the largest part of a region is kept, the rest joins the region around it', () => {
    expect(draw(connectRegions(map('0001', '0101', '0001')))).toEqual(['0001', '0001', '0001'])
  })

  test('of equally large parts the one that comes first in row order is kept', () => {
    expect(draw(connectRegions(map('100', '000', '001')))).toEqual(['100', '000', '000'])
  })

  test('corners do not connect', () => {
    expect(draw(connectRegions(map('0011', '0011', '2202', '2222')))).toEqual(['0011', '0011', '2222', '2222'])
  })

  test('a stray part goes to the region with which it shares most pixel sides', () => {
    // The lone 0 has region 1 on one side and region 2 on three.
    expect(draw(connectRegions(map('0000', '1122', '1102', '1122')))).toEqual(['0000', '1122', '1122', '1122'])
  })

  test('of equals it goes to the lowest', () => {
    // The stray 0 has region 2 above, region 3 below, the border left and region 1 right.
    expect(draw(connectRegions(map('222', '011', '333', '000')))).toEqual(['222', '111', '333', '000'])
  })

  test('a stray part that touches only stray parts waits until one of them is placed', () => {
    // The lone 3 is ringed by stray 0s, which are ringed by region 1.
    const nested = map('3111111', '3100011', '3103011', '3100011', '3111111', '0000000', '0000000', '3222222')
    expect(draw(connectRegions(nested))).toEqual([
      '3111111',
      '3111111',
      '3111111',
      '3111111',
      '3111111',
      '0000000',
      '0000000',
      '0222222',
    ])
  })
})

test('whatever the map, every region ends in one piece and none is lost', () => {
  const maps = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }))
    .chain(([width, height, count]) =>
      fc.array(fc.nat(count - 1), { minLength: width * height, maxLength: width * height }).map((drawn) => {
        const used = [...new Set(drawn)]
        const labels = Uint16Array.from(drawn, (label) => used.indexOf(label))
        return { width, height, count: used.length, labels, kind: 'map' }
      }),
    )
  fc.assert(
    fc.property(maps, (regions) => {
      const connected = connectRegions(regions)
      expect(new Set(connected.labels).size).toBe(regions.count)
      expect(findParts(connected).count).toBe(regions.count)
    }),
  )
})

test('a SLICO map of a photograph keeps its 49 regions and nearly all of its pixels', async () => {
  const regions = slico(await goldenPicture('coffee'), 30)
  const connected = connectRegions(regions)
  expect(findParts(regions).count).toBeGreaterThan(49)
  expect(findParts(connected).count).toBe(49)
  const moved = regions.labels.filter((label, i) => label !== connected.labels[i]).length
  expect(moved / regions.labels.length).toBeLessThan(0.01)
})
