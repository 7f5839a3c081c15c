import { expect, test } from 'vitest'
import { overlap } from '../../src/render/boxes.ts'
import { placeCurveLabels } from '../../src/render/place-curve-labels.ts'

const area = { x: 0, y: 0, width: 200, height: 100 }
const size = { width: 40, height: 16 }
const level = (y: number) => [
  { x: 0, y },
  { x: 200, y },
]

test('a name stands on the side of its curve that is farther from the other', () => {
  const [upper, lower] = placeCurveLabels(
    [
      { line: level(40), ...size },
      { line: level(70), ...size },
    ],
    area,
  )
  expect(upper!.y + upper!.height).toBe(35) // above 40 by the gap of 5
  expect(lower!.y).toBe(75)
})

test('a steep curve has its name beside it', () => {
  const [name] = placeCurveLabels(
    [
      {
        line: [
          { x: 100, y: 0 },
          { x: 100, y: 100 },
        ],
        ...size,
      },
    ],
    area,
  )
  expect(name!.x).toBe(105)
})

test('two names of one place do not lie on each other', () => {
  const places = placeCurveLabels(
    [
      {
        line: [
          { x: 0, y: 30 },
          { x: 60, y: 30 },
        ],
        ...size,
      },
      {
        line: [
          { x: 0, y: 60 },
          { x: 60, y: 60 },
        ],
        ...size,
      },
      {
        line: [
          { x: 140, y: 90 },
          { x: 200, y: 90 },
        ],
        ...size,
      },
    ],
    area,
  )
  expect(places.every((place) => place !== null)).toBe(true)
  expect(overlap(places[0]!, places[1]!)).toBe(false)
})

test('curves that run together, and those without a measured point, have no name beside them', () => {
  const together = [
    { line: level(50), ...size },
    { line: level(51), ...size },
    { line: level(49), ...size },
  ]
  expect(placeCurveLabels([...together, { line: [], ...size }], { ...area, height: 60 })[3]).toBe(null)
  expect(
    placeCurveLabels(
      [
        { line: level(8), ...size },
        { line: level(10), ...size },
      ],
      { ...area, height: 20 },
    ),
  ).toEqual([null, null])
})
