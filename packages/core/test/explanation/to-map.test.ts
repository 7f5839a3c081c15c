import { describe, expect, it } from 'vitest'
import { orderOf } from '../../src/explanation/order-of.ts'
import { toMap } from '../../src/explanation/to-map.ts'

const regions = { width: 2, height: 2, count: 3, labels: Uint16Array.of(0, 1, 1, 2), kind: 'grid' }
const frame = { width: 2, height: 2 }
const terms = {
  consistency: new Float64Array(4),
  collaboration: new Float64Array(4),
  effectiveness: null,
  confidence: new Float64Array(4),
}

describe('toMap', () => {
  it('paints the first region of an order with N and the last with 1', () => {
    const map = toMap({ kind: 'order', order: Uint16Array.of(2, 0, 1), terms }, regions, frame)
    expect([...map]).toEqual([2, 1, 1, 3])
  })

  it('paints region values', () => {
    expect([...toMap({ kind: 'regions', values: Float64Array.of(-1, 0.5, 2) }, regions, frame)]).toEqual([-1, 0.5, 0.5, 2])
  })

  it('enlarges grid values bilinearly with half-pixel centres', () => {
    const map = toMap({ kind: 'grid', rows: 1, columns: 2, values: Float64Array.of(0, 1) }, regions, { width: 4, height: 1 })
    expect([...map]).toEqual([0, 0.25, 0.75, 1])
  })
})

describe('orderOf', () => {
  it('ranks regions by value, the lowest region first among equals', () => {
    expect([...orderOf({ kind: 'regions', values: Float64Array.of(1, 2, 2) }, regions, frame)]).toEqual([1, 2, 0])
  })

  it('ranks regions by the mean of a pixel map over each', () => {
    const values = Float32Array.of(3, 0, 4, 1)
    expect([...orderOf({ kind: 'map', values }, regions, frame)]).toEqual([0, 1, 2])
  })
})
