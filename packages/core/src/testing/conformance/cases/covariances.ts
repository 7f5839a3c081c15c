import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles, drawMask, drawMeasured, maskShapes } from '../host-data.ts'

/** Sparse and dense masks, from the first row and from a later one, written from an offset on. */
export const covariancesCases: readonly NamedHostCase[] = maskShapes.flatMap((shape) =>
  [0, 0.2, 0.8, 1].map((density) => ({
    name: `${shape.name}, ${100 * density} % shown`,
    build: () => {
      const { rows, regions, stride } = shape
      const { bits, table } = drawMeasured(shape)
      const at = density === 0.8 ? 3 : 0
      const from = density === 0.2 ? rows >> 1 : 0
      return {
        kernel: 'covariances',
        name: shape.name,
        buffers: {
          bits,
          table,
          mask: drawMask(62, regions, density),
          linear: drawDoubles(63, regions * stride),
          linearAtEmpty: drawDoubles(64, stride),
          output: new Float64Array(at + rows).fill(7),
        },
        run: (kernels, { bits, table, mask, linear, linearAtEmpty, output }) =>
          kernels.covariances({
            bits: bits!,
            table: table!,
            mask: mask!,
            linear: linear!,
            linearAtEmpty: linearAtEmpty!,
            output: output!,
            at,
            from,
            to: rows,
            regions,
            stride,
          }),
      }
    },
  })),
)
