import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles, drawFactor } from '../host-data.ts'

/** Even and odd numbers of rows. The scratch space is the implementation's own: it is no part of the result. */
export const solveForwardFourCases: readonly NamedHostCase[] = [1, 2, 3, 8, 77].map((rows) => ({
  name: `${rows} rows`,
  build: () => ({
    kernel: 'solveForwardFour',
    name: `${rows} rows`,
    buffers: {
      factor: drawFactor(rows),
      a: drawDoubles(71, rows),
      b: drawDoubles(72, rows),
      c: drawDoubles(73, rows),
      d: drawDoubles(74, rows),
    },
    run: (kernels, { factor, a, b, c, d }) =>
      kernels.solveForwardFour({ factor: factor!, vectors: [a!, b!, c!, d!], scratch: kernels.allocate(32 * rows), rows }),
  }),
}))
