import type { Command } from '@commander-js/extra-typings'
import { anyNumber, wholeNumber } from '../flags/parsers.ts'
import { joinRun } from '../queue/join-run.ts'
import type { Terminal } from '../terminal.ts'

const usualLease = 30

/** `telltale worker --queue redis://… <run>`: helps a batch along that another machine has started. */
export function addWorkerCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('worker')
    .description('join a batch that was started with explain --queue, on this or another machine')
    .argument('<run>', 'the folder of the run as this machine sees it, or the http(s) address that it was given as --store')
    .requiredOption('--queue <address>', 'the Redis server of the run, as redis://host:6379')
    .option('--workers <count>', 'processes that explain (default: physical cores)', wholeNumber(1, 1024))
    .option('--model <path>', 'where the model is on this machine (default: where the run found it)')
    .option('--pictures-at <place>', 'where this machine finds the folder that the run was started from, or its http(s) address')
    .option(
      '--lease <seconds>',
      'after which others take the pictures of a worker that is gone',
      anyNumber(0.5, 86_400),
      usualLease,
    )
    .action(async (place, { queue, workers, model, picturesAt, lease }) =>
      finish(
        await joinRun(terminal, place, {
          queue,
          workers: workers ?? null,
          model: model ?? null,
          picturesAt: picturesAt ?? null,
          lease,
        }),
      ),
    )
}
