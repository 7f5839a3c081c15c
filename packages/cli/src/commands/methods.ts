import { type Command, Option } from '@commander-js/extra-typings'
import { describeMethods, type MethodDescription } from '@telltale/core'
import { jsonFlag } from '../flags/model-flags.ts'
import { wholeNumber } from '../flags/parsers.ts'
import { aligned } from '../output/aligned.ts'
import { exitCodes } from '../report.ts'
import { coloursOf, type Terminal, writeLines } from '../terminal.ts'

/** From here on nobody waits for so many forwards. */
const beyondReading = 1e7

/** `telltale methods`: what can explain a picture, what that reads of the model, what it costs, and where it comes from. */
export function addMethodsCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('methods')
    .description('list the methods: what each reads of the model, whether it has a sign, forwards, paper; --json adds parameters')
    .addOption(
      new Option('--regions <count>', 'regions for which forwards are counted').argParser(wholeNumber(1, 65_535)).default(49),
    )
    .addOption(jsonFlag())
    .action(async ({ regions, json }) => {
      const methods = describeMethods(regions)
      await writeLines(terminal.stdout, json ? [JSON.stringify(methods)] : linesOf(terminal, methods, regions))
      finish(exitCodes.done)
    })
}

function linesOf(terminal: Terminal, methods: readonly MethodDescription[], regions: number): readonly string[] {
  const { bold } = coloursOf(terminal.stdout, terminal.environment)
  const rows = methods.map((method) => [
    method.name,
    method.access,
    method.signed ? 'for and against' : 'importance',
    method.classSensitive ? 'its own' : 'the same',
    forwardsText(method.forwards),
  ])
  const [heading = '', ...table] = aligned([['method', 'reads', 'values', 'each class', 'forwards'], ...rows])
  const papers = aligned(methods.map(({ name, paper }) => [name, paper]))
  return [
    bold(heading),
    ...table,
    '',
    `Forwards are at most, for ${regions} regions and default parameters, without those for curves and answer.`,
    'telltale explain --help shows the parameters of each method; telltale explain --method <name> runs one.',
    '',
    bold('papers'),
    ...papers,
  ]
}

function forwardsText(forwards: number): string {
  return forwards < beyondReading ? String(forwards) : 'too many'
}
