import { describe, expect, test } from 'vitest'
import type { RegionMap } from '../../src/regions/region-map.ts'
import { innerBorders, traceOutline } from '../../src/render/region-borders.ts'

function mapOf(rows: readonly string[]): RegionMap {
  const labels = Uint16Array.from(rows.join(''), Number)
  return { width: rows[0]!.length, height: rows.length, count: Math.max(...labels) + 1, labels, kind: 'map' }
}

const three = mapOf(['001', '021', '221'])

describe('the outline of selected regions', () => {
  test('runs clockwise along pixel edges, straight runs merged', () => {
    expect(traceOutline(three, new Set([1]))).toBe('M2 0H3V3H2Z')
  })

  test('follows steps', () => {
    expect(traceOutline(three, new Set([0]))).toBe('M0 0H2V1H1V2H0Z')
  })

  test('is one loop around regions that touch', () => {
    expect(traceOutline(three, new Set([0, 1, 2]))).toBe('M0 0H3V3H0Z')
  })

  test('has a hole as a second loop the other way round', () => {
    expect(traceOutline(mapOf(['000', '010', '000']), new Set([0]))).toBe('M0 0H3V3H0ZM1 1V2H2V1Z')
  })

  test('keeps pixels apart that touch at a corner', () => {
    expect(traceOutline(mapOf(['01', '10']), new Set([0]))).toBe('M0 0H1V1H0ZM1 1H2V2H1Z')
    expect(traceOutline(mapOf(['01', '10']), new Set([1]))).toBe('M1 0H2V1H1ZM0 1H1V2H0Z')
  })

  test('is stretched over a box', () => {
    const box = { x: 10, y: 20, width: 30, height: 60 }
    expect(traceOutline(three, new Set([1]), box)).toBe('M30 20H40V80H30Z')
  })

  test('is empty when nothing is selected', () => {
    expect(traceOutline(three, new Set())).toBe('')
  })
})

describe('borders inside a selection', () => {
  test('lie only between selected regions, straight runs merged', () => {
    expect(innerBorders(three, new Set([1, 2]))).toBe('M2 1V3')
  })

  test('separate every pair that touches', () => {
    expect(innerBorders(three, new Set([0, 1, 2]))).toBe('M1 1H2M0 2H1M1 1V2M2 0V3')
  })
})
