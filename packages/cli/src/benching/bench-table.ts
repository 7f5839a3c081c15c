import { lineNotes, type MeasuredLine, type Measurements } from '@telltale/core'
import { aligned } from '../output/aligned.ts'
import { type Colours, printable } from '../terminal.ts'

/** The lines of a measurement as a table, one block for each kernel and size, with what speaks against a figure explained below. */
export function benchTable({ telltale, machine, lines }: Measurements, { bold, yellow }: Colours): readonly string[] {
  const [heading = '', ...rows] = aligned(
    [['', 'median', 'middle half', 'per second', 'verdict'], ...lines.map(cellsOf)],
    [1, 2, 3],
  )
  const notes = (Object.keys(lineNotes) as MeasuredLine['notes']).filter((note) =>
    lines.some((line) => line.notes.includes(note)),
  )
  return [
    bold(`telltale ${telltale}`),
    ...Object.entries(machine).map(([name, value]) => `  ${name}: ${printable(value)}`),
    '',
    bold(heading),
    ...lines.flatMap((line, index) => {
      const isFirst = line.work !== lines[index - 1]?.work || line.size !== lines[index - 1]?.size
      return [...(isFirst ? [bold(`${line.work}: ${line.size}`)] : []), rows[index]!]
    }),
    '',
    'Ratios hold within this run; times are those of this machine as it was. 100 % of a memory copy: as fast as its bytes can be read and written.',
    ...notes.map((note) => `${yellow(note)}: ${lineNotes[note]}`),
  ]
}

function cellsOf(line: MeasuredLine): readonly string[] {
  const { lower, median, upper } = line.milliseconds
  const doubts = line.notes.length === 0 ? '' : ` (${line.notes.join(', ')})`
  return [
    `  ${line.name}`,
    time(median),
    `${time(lower)} – ${time(upper)}`,
    `${amount(line.perSecond)} ${line.unit}`,
    `${line.verdict}${doubts}`,
  ]
}

/** Three digits in the unit that suits. */
function time(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`
  return `${(1000 * milliseconds).toPrecision(3)} µs`
}

function amount(value: number): string {
  const steps = [
    { from: 1e9, unit: 'G' },
    { from: 1e6, unit: 'M' },
    { from: 1e3, unit: 'k' },
  ]
  const step = steps.find(({ from }) => value >= from)
  return step === undefined ? value.toPrecision(3) : `${(value / step.from).toPrecision(3)} ${step.unit}`
}
