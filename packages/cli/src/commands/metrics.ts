import type { Command } from '@commander-js/extra-typings'
import { describeMetrics, type MetricDescription } from '@telltale/core'
import { jsonFlag } from '../flags/model-flags.ts'
import { aligned } from '../output/aligned.ts'
import { exitCodes } from '../report.ts'
import { coloursOf, type Terminal, writeLines } from '../terminal.ts'

/** What each need is called in the list. */
const needs: Readonly<Record<MetricDescription['needs'], string>> = {
  map: 'map',
  scores: 'forwards',
  truth: 'object',
  explain: 'maps',
  randomise: 'maps',
}

/** `telltale metrics`: what can be measured of a map, which way is better, what it needs and costs, and what it says. */
export function addMetricsCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('metrics')
    .description('list the metrics: which way is better, what each reads and costs, what it says; --json adds parameters')
    .addOption(jsonFlag())
    .action(async ({ json }) => {
      const metrics = describeMetrics()
      await writeLines(terminal.stdout, json ? [JSON.stringify(metrics)] : linesOf(terminal, metrics))
      finish(exitCodes.done)
    })
}

function linesOf(terminal: Terminal, metrics: readonly MetricDescription[]): readonly string[] {
  const { bold } = coloursOf(terminal.stdout, terminal.environment)
  const rows = metrics.map(({ name, direction, range: [lowest, highest], needs: need, forwards, explanations }) => [
    name,
    direction === 'higher' ? '↑' : '↓',
    `${lowest ?? '-∞'}..${highest ?? '∞'}`,
    needs[need],
    costText(forwards, explanations),
  ])
  const [heading = '', ...table] = aligned([['metric', '', 'range', 'reads', 'costs'], ...rows])
  const said = metrics.flatMap(({ name, says }) => [bold(name), `  ${says}`])
  return [
    bold(heading),
    ...table,
    '',
    '↑ more is better, ↓ less is better. Costs are at most, for one map and default',
    'parameters; masks that several metrics ask for are run once. Those that read',
    'maps have the picture, or a changed one, explained again by the same method.',
    'telltale evaluate --metrics <names> measures; --json here shows parameters.',
    '',
    ...said,
  ]
}

function costText(forwards: number, explanations: number): string {
  const further = explanations === 0 ? [] : [`${explanations} ${explanations === 1 ? 'map' : 'maps'}`]
  const parts = [...(forwards === 0 ? [] : [`${forwards} ${forwards === 1 ? 'forward' : 'forwards'}`]), ...further]
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}
