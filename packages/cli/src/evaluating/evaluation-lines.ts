import { basename } from 'node:path'
import { type Evaluation, type EvaluationMeasurement, type EvaluationSummary, percent, shortLabel } from '@telltale/core'
import { aligned } from '../output/aligned.ts'
import { coloursOf, printable, type Terminal } from '../terminal.ts'

const arrows = { higher: '↑', lower: '↓' } as const
/** Where there is no number. */
const none = '-'

/** What metrics say of one map, as lines: whose map it is, a table with directions and controls, and why numbers are missing. `name` is its file. */
export function evaluationLines(terminal: Terminal, { body }: Evaluation, name: string): readonly string[] {
  const { bold } = coloursOf(terminal.stdout, terminal.environment)
  const { target, scores, method, picture, measurements } = body
  const against = target.againstLabel === undefined ? '' : ` rather than ${shortLabel(target.againstLabel)}`
  const chances = measurements.some((measurement) => chanceOf(measurement) !== null)
  const labels = metricLabels(measurements)
  const rows = measurements.map((measurement, index) => [
    labels[index]!,
    arrows[measurement.direction],
    numberText(measurement.value),
    ...controlsOf(measurement).map(numberText),
    ...(chances ? [numberText(chanceOf(measurement))] : []),
  ])
  const titles = ['metric', '', 'value', 'random', 'blob', ...(chances ? ['chance'] : [])]
  const [heading = '', ...table] = aligned([titles, ...rows], [2, 3, 4, 5])
  return [
    bold(
      printable(
        `${basename(picture.name)}: ${shortLabel(target.label)}${against} ${percent(scores.picture)}, ${method.name === 'given' ? name : method.name}`,
      ),
    ),
    heading,
    ...table,
    ...notes(measurements, labels).map((note) => printable(`  ${note}`)),
  ]
}

/** What several evaluations say together: mean and standard error, and the controls beside them. */
export function summaryLines(terminal: Terminal, summaries: readonly EvaluationSummary[]): readonly string[] {
  const { bold } = coloursOf(terminal.stdout, terminal.environment)
  const methods = [...new Set(summaries.map(({ method }) => method))]
  return methods.flatMap((method, index) => {
    const own = summaries.filter((summary) => summary.method === method)
    const labels = metricLabels(own)
    const rows = own.map(({ direction, count, mean, error, random, blob }, at) => [
      ...[labels[at]!, arrows[direction], String(count)],
      ...[mean, error, random, blob].map(numberText),
    ])
    const [heading = '', ...table] = aligned([['metric', '', 'n', 'mean', '± error', 'random', 'blob'], ...rows], [2, 3, 4, 5, 6])
    return [
      ...(index === 0 ? [] : ['']),
      bold(printable(method)),
      heading,
      ...table,
      ...own.flatMap((summary, at) => missingLines(summary, labels[at]!)).map((line) => printable(`  ${line}`)),
    ]
  })
}

/** Below a table: what the arrows mean. */
export const arrowsLine = '↑ more is better, ↓ less is better. Random and blob know nothing of the model.'

type Parametrised = Pick<EvaluationMeasurement, 'metric' | 'parameters'>

/** What each metric is called: its name, and where several have that, the parameters in which they differ, written as they are asked for. */
function metricLabels(measured: readonly Parametrised[]): readonly string[] {
  return measured.map(({ metric, parameters }) => {
    const others = measured.filter((other) => other.metric === metric)
    const differing = Object.entries(parameters).filter(([name, value]) =>
      others.some((other) => other.parameters[name] !== value),
    )
    return [metric, ...differing.map(([name, value]) => `${name}=${String(value)}`)].join(':')
  })
}

function controlsOf({ controls }: EvaluationMeasurement): readonly (number | null)[] {
  return [controls?.random.value ?? null, controls?.blob.value ?? null]
}

function chanceOf({ parts }: EvaluationMeasurement): number | null {
  return parts?.['chance'] ?? null
}

/** Reasons, those of several metrics together, and what metrics want said. */
function notes(measurements: readonly EvaluationMeasurement[], labels: readonly string[]): readonly string[] {
  const byReason = new Map<string, string[]>()
  const add = (what: string, metric: string): void => void byReason.set(what, [...(byReason.get(what) ?? []), metric])
  for (const [index, { value, reason = '', warnings = [] }] of measurements.entries()) {
    if (value === null) add(`no value: ${reason}`, labels[index]!)
    for (const { message } of warnings) add(message, labels[index]!)
  }
  return Array.from(byReason, ([what, metrics]) => `${metrics.join(', ')}: ${what}`)
}

function missingLines({ reasons }: EvaluationSummary, label: string): readonly string[] {
  return reasons.map(({ reason, count }) => `${label}: ${count} without a value: ${reason}`)
}

/** Four digits that count; whole numbers as they are. */
export function numberText(value: number | null): string {
  if (value === null) return none
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value)
  const size = Math.abs(value)
  return size >= 1e5 || size < 1e-4 ? value.toExponential(2) : value.toFixed(size >= 100 ? 1 : 4)
}
