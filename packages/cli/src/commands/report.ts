import type { Command } from '@commander-js/extra-typings'
import { readRunFile, TelltaleError } from '@telltale/core'
import { exitCodes } from '../report.ts'
import { reportName, writeReport } from '../reporting/write-report.ts'
import { isStudy } from '../studying/study-folder.ts'
import { writeStudyReport } from '../studying/write-study-report.ts'
import { printable, resolveIn, type Terminal, writeLines } from '../terminal.ts'

/** `telltale report <run>`: one page about a batch or a study, made anew from what lies in its folder. */
export function addReportCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('report')
    .description(
      'write one page about a batch (a summary, and all pictures with their answers) or about a study, from what lies in its folder',
    )
    .argument('<run>', 'the folder that explain or study wrote, as telltale-out')
    .action(async (run) => {
      const folder = resolveIn(terminal, run)
      const file = readRunFile(folder)
      if (file === null) throw noRun(run)
      if (isStudy(file)) {
        const { report, page } = await writeStudyReport(folder)
        await writeLines(terminal.stdout, [...report.summary, `${run}/${page}`].map(printable))
        return finish(exitCodes.done)
      }
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
    `${folder} is no folder of a batch or a study: it has no run.json.`,
    'Name the folder that explain or study wrote, as telltale-out.',
    { file: folder },
  )
}
