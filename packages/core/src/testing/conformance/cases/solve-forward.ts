import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles, drawFactor } from '../host-data.ts'

/** Whole vectors and continued ones. */
export const solveForwardCases: readonly NamedHostCase[] = [
  { name: 'one row', from: 0, to: 1 },
  { name: 'from the first row', from: 0, to: 71 },
  { name: 'from a later row', from: 37, to: 72 },
  { name: 'one more row', from: 73, to: 74 },
  { name: 'nothing left', from: 5, to: 5 },
].map(({ name, from, to }) => ({
  name,
  build: () => ({
    kernel: 'solveForward',
    name,
    buffers: { factor: drawFactor(to), vector: drawDoubles(65, to) },
    run: (kernels, { factor, vector }) => kernels.solveForward({ factor: factor!, vector: vector!, from, to }),
  }),
}))
