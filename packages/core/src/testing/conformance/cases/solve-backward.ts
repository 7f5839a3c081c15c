import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles, drawFactor } from '../host-data.ts'

/** Even and odd numbers of rows. */
export const solveBackwardCases: readonly NamedHostCase[] = [1, 2, 3, 8, 77].map((rows) => ({
  name: `${rows} rows`,
  build: () => ({
    kernel: 'solveBackward',
    name: `${rows} rows`,
    buffers: { factor: drawFactor(rows), vector: drawDoubles(75, rows) },
    run: (kernels, { factor, vector }) => kernels.solveBackward({ factor: factor!, vector: vector!, rows }),
  }),
}))
