import type { Command } from '@commander-js/extra-typings'
import { readRunFile, TelltaleError } from '@telltale/core'
import { exitCodes } from '../report.ts'
import { reportName, writeReport } from '../reporting/write-report.ts'
import { printable, resolveIn, type Terminal, writeLines } from '../terminal.ts'

/** `telltale report <run>`: one page about a batch, made anew from what lies in its folder. */
export function addReportCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('report')
    .description('write one page about a batch: a summary, and all pictures with their answers to search, sort and filter')
    .argument('<run>', 'the folder that explain wrote, as telltale-out')
    .action(async (run) => {
      const folder = resolveIn(terminal, run)
      if (readRunFile(folder) === null) throw noRun(run)
      const { summary, care } = await writeReport(folder)
      await writeLines(
        terminal.stdout,
        [...summary, ...care.map((line) => `care: ${line}`), `${run}/${reportName}`].map(printable),
      )
      finish(exitCodes.done)
    })
}

function noRun(folder: string): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `${folder} is no folder of a batch: it has no run.json.`,
    'Name the folder that explain wrote, as telltale-out.',
    { file: folder },
  )
}
