import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles } from '../host-data.ts'

/** The number is written to a buffer, so that it is compared like all else. */
export const subtractSquaresCases: readonly NamedHostCase[] = [
  { name: 'one element', from: 0, to: 1 },
  { name: 'all of 71', from: 0, to: 71 },
  { name: 'the end of 72', from: 35, to: 72 },
  { name: 'none', from: 9, to: 9 },
].map(({ name, from, to }) => ({
  name,
  build: () => ({
    kernel: 'subtractSquares',
    name,
    buffers: { vector: drawDoubles(76, to), rest: new Float64Array(1) },
    run: (kernels, { vector, rest }) => {
      kernels.write(rest!, Float64Array.of(kernels.subtractSquares({ vector: vector!, start: 1.25, from, to })))
    },
  }),
}))
