import { integerAttribute } from '../../node.ts'
import type { Rules } from '../rule.ts'

/** Running sums: each number went into all sums after it, so the cotangents are summed the other way round. */
export const cumulativeRules: Rules = {
  CumSum: {
    through: [0],
    backward: ({ build, node, input, cotangent }) => [
      () =>
        build.add('CumSum', [cotangent, node.input[1]!], input(0).dims, {
          exclusive: integerAttribute(node, 'exclusive', 0),
          reverse: 1 - integerAttribute(node, 'reverse', 0),
        }),
    ],
  },
}
