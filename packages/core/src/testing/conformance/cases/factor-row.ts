import { rowStart } from '../../../math/packed-cholesky.ts'
import type { NamedHostCase } from '../host-case.ts'
import { drawFactor, drawMatrix } from '../host-data.ts'

/** Rows of every length modulo four, from the first column and from a later one; the last has a floored pivot. */
export const factorRowCases: readonly NamedHostCase[] = [
  { name: 'the first row', row: 0, from: 0, floor: 1e-9 },
  { name: 'one column', row: 1, from: 0, floor: 1e-9 },
  { name: 'seven columns', row: 7, from: 0, floor: 1e-9 },
  { name: 'eight columns', row: 8, from: 0, floor: 1e-9 },
  { name: '101 columns, half of them factored', row: 101, from: 50, floor: 1e-9 },
  { name: 'all columns factored', row: 42, from: 42, floor: 1e-9 },
  { name: 'a pivot below the floor', row: 6, from: 0, floor: 100 },
].map(({ name, row, from, floor }) => ({
  name,
  build: () => {
    const factor = new Float64Array(rowStart(row + 1))
    factor.set(drawFactor(row))
    factor.set(drawMatrix(row + 1).subarray(rowStart(row)), rowStart(row))
    return {
      kernel: 'factorRow',
      name,
      buffers: { factor },
      run: (kernels, { factor }) => kernels.factorRow({ factor: factor!, row, from, floor }),
    }
  },
}))
