import { expect, test } from 'vitest'
import { attributionToJson } from '../../src/explanation/attribution-json.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import type { RegionMap } from '../../src/regions/region-map.ts'
import { colourMap, shownMap } from '../../src/render/shown-map.ts'
import { exampleExplanation, quarters } from './example-explanation.ts'

type Attribution = Explanation['body']['attribution']

const mapBy = (name: string, attribution: Attribution, regions: RegionMap = quarters) =>
  shownMap(exampleExplanation(() => ({ method: { name, parameters: {}, version: 1 }, attribution })).body, regions)

const violet = [68, 1, 84]
const yellow = [253, 231, 37]
const grid: Attribution = { kind: 'grid', rows: 1, columns: 2, values: [0, 1] }

test('the scale of a grid holds its own values, not those between which it is enlarged', () => {
  expect(mapBy('grad-cam', { ...grid, values: [0.25, 0.75] }).scale).toEqual({ from: 0.25, to: 0.75, signed: false })
})

test('a grid is enlarged to the size in which it is drawn: least and most at its edges, all between them rising', () => {
  const { width, height, rgb } = colourMap(mapBy('grad-cam', grid), quarters, { width: 9, height: 1 })
  expect([width, height]).toEqual([9, 1])
  expect([...rgb.subarray(0, 3)]).toEqual(violet)
  expect([...rgb.subarray(24)]).toEqual(yellow)
  const green = Array.from({ length: 9 }, (_, pixel) => rgb[3 * pixel + 1]!)
  expect(green).toEqual([...green].sort((a, b) => a - b))
})

test('pixels stay as they are where there is room for them, and are averaged where there is not', () => {
  const checks = mapBy(
    'occlusion',
    attributionToJson({ kind: 'map', values: Float32Array.from({ length: 16 }, (_, pixel) => (pixel + (pixel >> 2)) % 2) }),
  )
  expect(colourMap(checks, quarters, { width: 100, height: 100 })).toMatchObject({ width: 4, height: 4 })
  const { rgb } = colourMap(checks, quarters, { width: 1, height: 1 })
  // Between light, zero, and the darkest blue.
  expect([rgb[0]! > 0 && rgb[0]! < 245, rgb[2]! > 148 && rgb[2]! < 240]).toEqual([true, true])
})

test('colours end before the single pixels of derivatives and of maps from elsewhere, and of no others', () => {
  const regions: RegionMap = { width: 20, height: 10, count: 1, kind: 'grid', labels: new Uint16Array(200) }
  const values = new Float32Array(200).fill(0.5)
  values[3] = 2
  const spike = attributionToJson({ kind: 'map', values })
  const ends = ['vargrad', 'given', 'hsic'].map((name) => mapBy(name, spike, regions))
  expect(ends.map(({ beyond }) => beyond)).toEqual([null, null, null])
  values.fill(0.25, 10, 20)
  const varied = attributionToJson({ kind: 'map', values })
  expect(['vargrad', 'given', 'hsic'].map((name) => mapBy(name, varied, regions).scale.to)).toEqual([0.5, 0.5, 2])
  expect(mapBy('vargrad', varied, regions).beyond).toBe(2)
})

test('zero means nothing to scores of parts, so their colours run from least to most', () => {
  expect(mapBy('recipro-cam', { ...grid, values: [-2, 6] }).scale).toEqual({ from: -2, to: 6, signed: false })
})
