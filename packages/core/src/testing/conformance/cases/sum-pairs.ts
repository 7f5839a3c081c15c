import type { NamedHostCase } from '../host-case.ts'
import { drawDoubles, drawMeasured, drawOrder, maskShapes } from '../host-data.ts'

/** Every number of others modulo four, and none. */
export const sumPairsCases: readonly NamedHostCase[] = maskShapes.flatMap((shape) =>
  [0, 1, 2, 7].map((wanted) => ({
    name: `${shape.name}, ${wanted} members`,
    build: () => {
      const { rows, regions, stride } = shape
      const order = drawOrder(68, regions)
      const memberCount = Math.min(wanted, regions)
      const otherCount = Math.min(regions - memberCount, 60 + wanted)
      return {
        kernel: 'sumPairs',
        name: shape.name,
        buffers: {
          nearer: drawMeasured(shape).codes,
          groupSums: drawDoubles(69, 4 * stride),
          members: order.subarray(0, Math.max(1, memberCount)),
          others: order.slice(memberCount, memberCount + Math.max(1, otherCount)),
          output: new Float64Array(Math.max(1, memberCount * otherCount)),
        },
        run: (kernels, { nearer, groupSums, members, others, output }) =>
          kernels.sumPairs({
            nearer: nearer!,
            groupSums: groupSums!,
            members: members!,
            others: others!,
            output: output!,
            memberCount,
            otherCount,
            rows,
            regions,
            stride,
          }),
      }
    },
  })),
)
