import type { NamedHostCase } from '../host-case.ts'
import { drawMeasured, drawOrder, maskShapes } from '../host-data.ts'

/** All prefixes of an order, and a few in its middle. */
export const sumPrefixesCases: readonly NamedHostCase[] = maskShapes.flatMap((shape) => {
  const { rows, regions, stride } = shape
  const most = Math.min(regions, 80)
  return [
    { name: `${shape.name}, from nothing on`, from: 0, to: most },
    { name: `${shape.name}, one prefix`, from: most >> 1, to: most >> 1 },
  ].map(({ name, from, to }) => ({
    name,
    build: () => ({
      kernel: 'sumPrefixes',
      name,
      buffers: {
        ...drawMeasured(shape),
        order: drawOrder(66, regions),
        sums: new Float64Array(2 * (to - from + 1)),
        shown: new Float64Array(2 * (to - from + 1) * regions),
      },
      run: (kernels, { bits, table, weights, codes, order, sums, shown }) =>
        kernels.sumPrefixes({
          bits: bits!,
          table: table!,
          weights: weights!,
          codes: codes!,
          order: order!,
          sums: sums!,
          shown: shown!,
          scratch: kernels.allocate(64 * stride),
          from,
          to,
          rows,
          regions,
          stride,
        }),
    }),
  }))
})
