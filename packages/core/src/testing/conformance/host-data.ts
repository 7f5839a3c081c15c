import { factorRow, rowStart } from '../../math/packed-cholesky.ts'
import { createRandom } from '../../random/random.ts'

/** Sizes of measured masks. */
export interface MaskShape {
  readonly name: string
  readonly rows: number
  readonly regions: number
  readonly stride: number
}

/** One row, whole and broken groups of four, and masks of less than, exactly and more than one word. */
export const maskShapes: readonly MaskShape[] = [
  { name: 'one row of one region', rows: 1, regions: 1, stride: 4 },
  { name: 'a whole group, three regions', rows: 4, regions: 3, stride: 8 },
  { name: 'one row beyond a group', rows: 5, regions: 12, stride: 8 },
  { name: 'two rows beyond, one full word of regions', rows: 66, regions: 64, stride: 68 },
  { name: 'three rows beyond, 49 regions', rows: 131, regions: 49, stride: 256 },
  { name: 'masks of two words', rows: 33, regions: 65, stride: 128 },
  { name: 'the most regions', rows: 9, regions: 1024, stride: 12 },
]

/** f64 drawn evenly from -1 to 1. */
export function drawDoubles(seed: number, length: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length }, () => 2 * random.next() - 1)
}

/** A mask of 0 and 1 that shows a region with the given chance. */
export function drawMask(seed: number, regions: number, density: number): Uint8Array {
  const random = createRandom(seed)
  return Uint8Array.from({ length: regions }, () => (random.next() < density ? 1 : 0))
}

/** Measured masks as the kernels read them, with weights. */
export function drawMeasured({ rows, regions, stride }: MaskShape) {
  const words = Math.ceil(regions / 64)
  const bits = new Uint8Array(8 * words * stride)
  const codes = new Uint8Array((regions * stride) / 4)
  for (let row = 0; row < rows; row++)
    drawMask(100 + row, regions, (row + 0.5) / rows).forEach((member, x) => {
      bits[8 * words * row + (x >> 3)]! |= member << (x & 7)
      codes[(x * stride) / 4 + (row >> 2)]! |= member << (row & 3)
    })
  const decay = (distance: number): number => Math.exp((-4 * distance) / regions)
  const table = Float64Array.from({ length: 2 * (regions + 1) }, (_, i) => decay(i % 2 === 0 ? i / 2 : regions - (i - 1) / 2))
  return { bits, codes, table, weights: drawDoubles(61, stride) }
}

/** All regions in some order. */
export function drawOrder(seed: number, regions: number): Uint16Array {
  const keys = drawDoubles(seed, regions)
  return Uint16Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!)
}

/** The packed factor of a positive definite matrix with nothing special about it. */
export function drawFactor(rows: number): Float64Array {
  const factor = drawMatrix(rows)
  for (let row = 0; row < rows; row++) factorRow(factor, row, 0, 1e-9)
  return factor
}

/** The lower triangle of that matrix. */
export function drawMatrix(rows: number): Float64Array {
  const matrix = new Float64Array(rowStart(rows))
  for (let i = 0; i < rows; i++)
    for (let j = 0; j <= i; j++)
      matrix[rowStart(i) + j] = Math.exp(-(i - j) / 3) + (i === j ? 0.5 : 0) + 0.1 * Math.cos(i) * Math.cos(j)
  return matrix
}
