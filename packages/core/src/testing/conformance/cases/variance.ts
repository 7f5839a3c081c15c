import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles, drawMask } from '../host-data.ts'

/** Sparse and dense masks. The number is written to a buffer, so that it is compared like all else. */
export const varianceCases: readonly NamedHostCase[] = [1, 2, 49, 130].flatMap((regions) =>
  [0, 0.3, 0.5, 0.8, 1].map((density) => {
    const name = `${regions} regions, ${100 * density} % shown`
    return {
      name,
      build: () => ({
        kernel: 'variance',
        name,
        buffers: {
          mask: drawMask(77, regions, density),
          effects: drawDoubles(78, regions),
          between: drawDoubles(79, regions * regions),
          sum: new Float64Array(1),
        },
        run: (kernels, { mask, effects, between, sum }) => {
          const job = { mask: mask!, effects: effects!, between: between!, atEmpty: 1.25, regions }
          kernels.write(sum!, Float64Array.of(kernels.variance(job)))
        },
      }),
    }
  }),
)
