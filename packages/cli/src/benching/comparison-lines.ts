import type { Comparison } from '@telltale/core'
import { aligned } from '../output/aligned.ts'
import { type Colours, printable } from '../terminal.ts'

/** How this measurement stands beside an earlier one. Lines slower by more than `limit` are those that fail it. */
export function comparisonLines(
  { lines, onlyBefore, onlyNow, machine }: Comparison,
  limit: number,
  { bold, red, green }: Colours,
): readonly string[] {
  const rows = aligned(
    [
      ['', 'before', 'now', 'slowdown'],
      ...lines.map((line) => [
        `  ${line.work}, ${line.size}, ${line.name}`,
        `${line.before.toPrecision(3)} x`,
        `${line.now.toPrecision(3)} x`,
        line.slowdown.toFixed(2),
      ]),
    ],
    [1, 2, 3],
  )
  const slower = lines.filter(({ slowdown }) => slowdown > limit).length
  const verdict =
    slower === 0
      ? green(`Nothing is slower than ${limit} times what it was.`)
      : red(
          `${slower} of ${lines.length} lines ${slower === 1 ? 'is' : 'are'} slower than ${limit} times what ${slower === 1 ? 'it was' : 'they were'}.`,
        )
  return [
    bold('beside the baseline (times as fast as the plain version of the same run)'),
    ...rows.map((row, index) => (index > 0 && lines[index - 1]!.slowdown > limit ? red(row) : row)),
    ...onlyBefore.map((line) => `only in the baseline: ${printable(line)}`),
    ...onlyNow.map((line) => `only now: ${line}`),
    ...machine.map((line) => `another machine: ${printable(line)}`),
    verdict,
  ]
}
