import type { SumPairs } from '../host-kernels.ts'

/** Sums of the terms over the rows that both of two regions bring nearer: see `SumPairs`. */
export function sumPairs(
  nearer: Uint8Array,
  groupSums: Float64Array,
  members: Uint16Array,
  others: Uint16Array,
  output: Float64Array,
  { rows, stride }: Pick<SumPairs, 'rows' | 'stride'>,
): void {
  const groups = (rows + 3) >> 2
  members.forEach((member, i) => {
    const first = (member * stride) / 4
    others.forEach((other, j) => {
      const second = (other * stride) / 4
      let sum = 0
      for (let group = 0; group < groups; group++)
        sum += groupSums[16 * group + (nearer[first + group]! & nearer[second + group]!)]!
      output[i * others.length + j] = sum
    })
  })
}
