import type { NamedHostCase } from '../host-case.ts'
import { drawMask, drawMeasured, maskShapes } from '../host-data.ts'

/** Masks of few and of many regions; `nearer` and `groupSums` are part of the result. */
export const sumTowardsCases: readonly NamedHostCase[] = maskShapes.flatMap((shape) =>
  [0, 0.3, 1].map((density) => ({
    name: `${shape.name}, ${100 * density} % shown`,
    build: () => {
      const { rows, regions, stride } = shape
      return {
        kernel: 'sumTowards',
        name: shape.name,
        buffers: {
          ...drawMeasured(shape),
          mask: drawMask(67, regions, density),
          nearer: new Uint8Array((regions * stride) / 4),
          groupSums: new Float64Array(4 * stride),
          output: new Float64Array(1 + regions),
        },
        run: (kernels, { bits, table, weights, codes, mask, nearer, groupSums, output }) =>
          kernels.sumTowards({
            bits: bits!,
            table: table!,
            weights: weights!,
            codes: codes!,
            mask: mask!,
            nearer: nearer!,
            groupSums: groupSums!,
            output: output!,
            rows,
            regions,
            stride,
          }),
      }
    },
  })),
)
