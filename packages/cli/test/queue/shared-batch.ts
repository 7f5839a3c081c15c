import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bodies, bodiesIn, explainBatch, folderOfPictures, journalOf, tinyFlags } from '../batch/tiny-batch.ts'
import { type Outcome, runCli } from '../run-cli.ts'

/** What the parent is told, but for the queue. */
export const explainArguments = ['explain', 'pictures', ...tinyFlags, '--save', 'json'] as const

/** For tests in which a worker is lost: long enough for a machine that is busy, short enough to wait for. */
export const shortLease = ['--lease', '3'] as const

/** Starts a batch whose pictures wait on a queue, in this process. */
export function startParent(folder: string, address: string, ...argv: readonly string[]): Promise<Outcome> {
  return runCli([...explainArguments, '--queue', address, ...argv], folder)
}

/** Lets a worker with one process join once there is a run. */
export async function startWorker(
  folder: string,
  address: string,
  { run = 'telltale-out', argv = [], signal }: { run?: string; argv?: readonly string[]; signal?: AbortSignal } = {},
): Promise<Outcome> {
  await until(() => existsSync(join(folder, 'telltale-out', 'run.json')))
  return await runCli(['worker', run, '--queue', address, '--workers', '1', ...argv], folder, signal)
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20)
}

/** How many pictures a run has settled so far. */
export function settledIn(folder: string): number {
  try {
    return journalOf(folder).length
  } catch {
    // No journal yet, or a line that is being written.
    return 0
  }
}

/** What the documents of a run on one machine say that nothing disturbs. */
export async function undisturbed(pictures: number): Promise<Bodies> {
  const folder = await folderOfPictures(pictures)
  await explainBatch(folder)
  return bodiesIn(join(folder, 'telltale-out'))
}
