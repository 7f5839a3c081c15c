import { describe, expect, test } from 'vitest'
import { gaussLegendre, type Quadrature } from '../../src/math/gauss-legendre.ts'
import { trapezoid } from '../../src/math/trapezoid.ts'

const integral = ({ nodes, weights }: Quadrature, of: (x: number) => number): number =>
  nodes.reduce((sum, node, i) => sum + weights[i]! * of(node), 0)

describe('Gauss-Legendre quadrature on [0, 1]', () => {
  test('of five nodes is that of the tables', () => {
    const { nodes, weights } = gaussLegendre(5)
    const expectedNodes = [0.04691008, 0.23076534, 0.5, 0.76923466, 0.95308992]
    const expectedWeights = [0.11846344, 0.23931434, 0.28444444, 0.23931434, 0.11846344]
    expectedNodes.forEach((node, i) => {
      expect(nodes[i]).toBeCloseTo(node, 8)
    })
    expectedWeights.forEach((weight, i) => {
      expect(weights[i]).toBeCloseTo(weight, 8)
    })
  })

  test('of one node is the middle', () => {
    expect(gaussLegendre(1)).toEqual({ nodes: new Float64Array([0.5]), weights: new Float64Array([1]) })
  })

  test.each([2, 3, 20, 50, 500])('of %d nodes is exact for a polynomial of degree 2n - 1', (count) => {
    const degree = 2 * count - 1
    expect(integral(gaussLegendre(count), (x) => (degree + 1) * x ** degree)).toBeCloseTo(1, 11)
  })

  test.each([7, 50, 1000])('of %d nodes has ascending nodes and weights that sum to 1', (count) => {
    const { nodes, weights } = gaussLegendre(count)
    expect([...nodes]).toEqual([...nodes].sort((a, b) => a - b))
    expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12)
  })
})

describe('the trapezoid rule', () => {
  test('has weights that sum to 1, not to (n - 1) / n as elsewhere', () => {
    expect(trapezoid(50).weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12)
  })

  test('counts the ends half, unlike a mean that includes both', () => {
    expect([...trapezoid(5).weights]).toEqual([0.125, 0.25, 0.25, 0.25, 0.125])
  })
})

describe('the integrated gradient of x^3 from 0 to 1', () => {
  const slope = (x: number): number => 3 * x * x

  test('is 1.00020825 with 50 points of the trapezoid rule', () => {
    expect(integral(trapezoid(50), slope)).toBeCloseTo(1.00020825, 8)
  })

  test('is 1 with Gauss-Legendre', () => {
    expect(integral(gaussLegendre(50), slope)).toBeCloseTo(1, 14)
    expect(integral(gaussLegendre(2), slope)).toBeCloseTo(1, 14)
  })
})
