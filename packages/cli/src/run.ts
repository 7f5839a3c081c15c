import { Command, CommanderError } from '@commander-js/extra-typings'
import { addBenchCommand } from './commands/bench.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addMethodsCommand } from './commands/methods.ts'
import { addMetricsCommand } from './commands/metrics.ts'
import { addModelCommand } from './commands/model.ts'
import { addPageCommand } from './commands/page.ts'
import { addReportCommand } from './commands/report.ts'
import { addStudyCommand } from './commands/study.ts'
import { addWorkerCommand } from './commands/worker.ts'
import { exitCodeOf, exitCodes, reportError } from './report.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'
import { readVersion } from './version.ts'

/**
 * The whole command line as a function: arguments (without node and script) in, exit code out. 0 done, 1 some pictures failed, 2 wrong usage,
 * 3 nothing could start, 130 interrupted. Everything it says goes to the terminal's two streams.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.done
  const program = createProgram(terminal, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      await reportError(terminal, error)
      return exitCodeOf(error)
    }
    const refusal = usageError(error, argv)
    if (refusal) await reportError(terminal, refusal)
    return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage
  }
}

function createProgram(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const program = new Command('telltale')
    .description('Shows the fewest regions of a picture that carry an image classifier’s decision.')
    .version(readVersion())
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      // A refusal is reported as all errors are.
      outputError: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .exitOverride()
  addExplainCommand(program, terminal, finish)
  addWorkerCommand(program, terminal, finish)
  addEvaluateCommand(program, terminal, finish)
  addStudyCommand(program, terminal, finish)
  addReportCommand(program, terminal, finish)
  addMethodsCommand(program, terminal, finish)
  addMetricsCommand(program, terminal, finish)
  addModelCommand(program, terminal, finish)
  addPageCommand(program, terminal, finish)
  addBenchCommand(program, terminal, finish)
  addDoctorCommand(program, terminal, finish)
  return program
}
