import { type Explanation, type RunFolder, runUnits, TelltaleError } from '@telltale/core'
import type { FoundPictures } from '../explaining/find-pictures.ts'
import type { ExplainSettings } from '../explaining/settings.ts'
import { exitCodeOf, exitCodes, reportError } from '../report.ts'
import { reportBatch } from '../reporting/write-report.ts'
import { type Terminal, writeLines } from '../terminal.ts'
import { adoptDocument } from './adopt.ts'
import type { BatchFlags } from './batch-flags.ts'
import type { BatchProgress } from './batch-progress.ts'
import type { ExplainedJob, PictureRecord, WorkerSettings } from './job.ts'
import type { JobPerformer } from './job-performer.ts'
import type { Remaining } from './pending.ts'
import type { RunState } from './run-state.ts'
import { openStore } from './store-place.ts'
import { writeTables } from './tables.ts'
import { type PictureUnit, unitsOf } from './units.ts'

/** A run that is ready to begin. */
export interface Work {
  readonly found: FoundPictures
  readonly settings: ExplainSettings
  readonly flags: BatchFlags
  readonly terminal: Terminal
  readonly workerSettings: WorkerSettings
  readonly performer: JobPerformer
  /** The model's class names. */
  readonly labels: readonly string[]
  readonly folder: RunFolder
  readonly state: RunState
  readonly remaining: Remaining
  readonly progress: BatchProgress
}

/** Has every picture explained, journalled and listed in the tables, and says how it went. Returns the exit code. */
export async function explainAll(run: Work): Promise<number> {
  const { terminal, found, settings, remaining, performer, folder, progress } = run
  const counts = { done: 0, failed: 0 }
  const stop = (): void => performer.stop()
  terminal.signal.addEventListener('abort', stop, { once: true })
  let failure: unknown = null
  try {
    await explainEach(run, counts)
    if (!terminal.signal.aborted) await performer.finish()
  } catch (error) {
    failure = error
  } finally {
    terminal.signal.removeEventListener('abort', stop)
    progress.close()
  }
  await writeTables(folder.path).catch((error: unknown) => {
    failure ??= error
  })
  // Whoever stopped the run does not wait for thumbnails; documents that lie on a server are not there to draw from.
  if (failure === null && !terminal.signal.aborted && run.workerSettings.store.kind === 'folder') {
    await reportBatch(terminal, folder.path, settings.out).catch((error: unknown) => {
      failure ??= error
    })
  }
  if (failure !== null && !isCancelled(failure)) await reportError(terminal, failure)
  const failed = counts.failed + remaining.failed + found.failures.length
  if (!settings.json) await writeLines(terminal.stdout, summaryOf(settings, counts, remaining, failed))
  if (failure !== null) return exitCodeOf(failure, counts.done + remaining.done)
  if (terminal.signal.aborted) return exitCodes.interrupted
  return failed > 0 ? exitCodes.somePicturesFailed : exitCodes.done
}

async function explainEach(run: Work, counts: { done: number; failed: number }): Promise<void> {
  const { terminal, flags, workerSettings, performer, labels, folder, state, remaining, progress } = run
  const store = openStore(workerSettings.store)
  const settled = new Map([...state.settled].filter(([, status]) => status === 'done' || !flags.retryFailed))
  await runUnits<PictureUnit, PictureRecord>({
    folder,
    units: unitsOf(remaining.pending, { shard: flags.shard, configuration: folder.configuration, onSkip: progress.skipped }),
    lanes: performer.lanes(),
    settled,
    signal: terminal.signal,
    adopt: ({ job }) => adoptDocument(store, job!, workerSettings, labels),
    perform: async ({ job }) => await told(run, await performer.perform(job!)),
    isFatal: (error) => isFatal(error) || error === performer.broken(),
    settle: async (records) => {
      for (const { folder: place, files } of records) await store.settle(place, files)
    },
    onLine: ({ status }, { key, about }, error) => {
      const isFailed = status === 'failed' || (status === 'same' && settled.get(key!) === 'failed')
      counts[isFailed ? 'failed' : 'done']++
      progress[isFailed ? 'failed' : 'done']()
      if (error !== undefined) progress.say(() => reportError(terminal, error, String(about['picture'])))
    },
  })
}

/** With `--json` the documents themselves are the output, each as soon as it is there. */
async function told({ terminal }: Work, { record, documents }: ExplainedJob): Promise<PictureRecord> {
  await writeLines(
    terminal.stdout,
    documents.map((document: Explanation) => JSON.stringify(document)),
  )
  return record
}

function summaryOf(
  { out }: ExplainSettings,
  counts: { readonly done: number; readonly failed: number },
  remaining: Remaining,
  failed: number,
): readonly string[] {
  const before = remaining.done === 0 ? '' : `, ${remaining.done} had been before`
  return [
    `${counts.done} ${counts.done === 1 ? 'picture' : 'pictures'} explained${before}${failed === 0 ? '' : `, ${failed} failed`}`,
    `${out}/index.csv`,
  ]
}

const fatalFamilies = ['RUN_', 'QUEUE_', 'BACKEND_', 'BUDGET_', 'CANCELLED']

/** True where no other picture could succeed either. */
function isFatal(error: unknown): boolean {
  return error instanceof TelltaleError && fatalFamilies.some((family) => error.code.startsWith(family))
}

function isCancelled(error: unknown): boolean {
  return error instanceof TelltaleError && error.code === 'CANCELLED'
}
