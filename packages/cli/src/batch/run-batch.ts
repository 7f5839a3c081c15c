import { type Explanation, openRunFolder, physicalCores, type RunFolder, runUnits, TelltaleError } from '@telltale/core'
import type { FoundPictures } from '../explaining/find-pictures.ts'
import type { ExplainSettings } from '../explaining/settings.ts'
import type { ModelFlags } from '../flags/model-flags.ts'
import { prepareFolder } from '../output/save-files.ts'
import { exitCodeOf, exitCodes, reportError, reportWarnings } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { adoptDocument } from './adopt.ts'
import type { BatchFlags } from './batch-flags.ts'
import { type BatchProgress, createBatchProgress } from './batch-progress.ts'
import { configurationOf } from './configuration.ts'
import type { ExplainedJob, OpenOptions, PictureRecord, WorkerSettings } from './job.ts'
import type { JobPerformer } from './job-performer.ts'
import { type Remaining, remainingOf } from './pending.ts'
import { type Plan, planLine, planRun } from './plan.ts'
import { createRunState, type RunState, readRunState } from './run-state.ts'
import { openStore } from './store-place.ts'
import { writeTables } from './tables.ts'
import { type PictureUnit, unitsOf } from './units.ts'
import { openWorkerPool, type WorkerPool } from './worker-pool.ts'

/** What `explain` was told of many pictures. */
export interface BatchRequest {
  readonly found: FoundPictures
  readonly settings: ExplainSettings
  readonly model: ModelFlags
  readonly flags: BatchFlags
}

/**
 * Explains many pictures in worker processes and keeps everything in a folder that the same command can go on with, whatever stopped it. Returns the
 * exit code. Throws what keeps all pictures alike from being explained.
 */
export async function runBatch(terminal: Terminal, { found, settings, model, flags }: BatchRequest): Promise<number> {
  const out = resolveIn(terminal, settings.out)
  if (!flags.dryRun) await prepareFolder(out)
  const workerSettings = workerSettingsOf(terminal, settings, model, out)
  let progress: BatchProgress | null = null
  const pool = await openWorkerPool({
    settings: workerSettings,
    environment: terminal.environment,
    timeout: flags.timeout,
    signal: terminal.signal,
    onForwards: (count) => progress?.forwards(count),
  })
  try {
    await reportWarnings(terminal, pool.facts.warnings)
    if (flags.dryRun) return await tellPlan(terminal, found, flags, out, pool)

    const state = createRunState()
    const folder = await openRunFolder({
      path: out,
      configuration: configurationOf(workerSettings, pool.facts),
      shard: flags.shard,
      visit: state.visit,
    })
    try {
      await refuseArguments(terminal, found, folder, state)
      const remaining = remainingOf(found.pictures, state, { out, ...flags })
      const plan = await planOf(found, remaining, flags, pool)
      await writeLines(terminal.stderr, [planLine(plan)])
      pool.allow(plan.workers, plan.memoryPerWorker)
      progress = createBatchProgress(terminal, remaining.pending.length)
      return await work({
        terminal,
        found,
        settings,
        flags,
        workerSettings,
        performer: pool,
        labels: pool.facts.model.labels,
        folder,
        state,
        remaining,
        plan,
        progress,
      })
    } finally {
      folder.close()
    }
  } finally {
    await pool.close()
  }
}

function workerSettingsOf(terminal: Terminal, settings: ExplainSettings, model: ModelFlags, out: string): WorkerSettings {
  const { options, targets, save, theme, modelPath, json } = settings
  return {
    explain: { options, targets, save, theme },
    modelPath: modelPath === null ? null : resolveIn(terminal, modelPath),
    // One thread each: as many processes as cores are faster than as many threads.
    model: { ...openOptionsOf(model), threads: model.threads ?? 1 },
    store: { kind: 'folder', path: out },
    standing: terminal.folder,
    sendsDocuments: json,
  }
}

function openOptionsOf({ runtime, output, features }: ModelFlags): OpenOptions {
  return {
    ...(runtime !== undefined && { runtime }),
    ...(output !== undefined && { output }),
    ...(features !== undefined && { features }),
  }
}

async function tellPlan(
  terminal: Terminal,
  found: FoundPictures,
  flags: BatchFlags,
  out: string,
  pool: WorkerPool,
): Promise<number> {
  for (const { name, error } of found.failures) await reportError(terminal, error, name)
  const remaining = remainingOf(found.pictures, await readRunState(out), { out, ...flags })
  await writeLines(terminal.stdout, [planLine(await planOf(found, remaining, flags, pool))])
  return exitCodes.done
}

async function planOf(
  found: FoundPictures,
  { pending }: Remaining,
  { workers, shard }: BatchFlags,
  pool: WorkerPool,
): Promise<Plan> {
  const count = Math.ceil(pending.length / (shard?.count ?? 1))
  const pictures = Math.ceil(found.pictures.length / (shard?.count ?? 1))
  const most = Math.max(1, Math.min(workers ?? (await physicalCores()), count))
  return planRun(pool.facts, { pictures, before: Math.max(0, pictures - count), workers: most })
}

/** Arguments that stand for no picture are failures like others, each journalled once. */
async function refuseArguments(
  terminal: Terminal,
  { failures }: FoundPictures,
  folder: RunFolder,
  state: RunState,
): Promise<void> {
  for (const { name, error } of failures) {
    await reportError(terminal, error, name)
    if (state.files.has(name)) continue
    const { code, message, fix } = error
    folder.journal.append({ picture: name, file: name, key: null, status: 'failed', code, message, fix })
  }
}

interface Work extends Omit<BatchRequest, 'model'> {
  readonly terminal: Terminal
  readonly workerSettings: WorkerSettings
  readonly performer: JobPerformer
  readonly labels: readonly string[]
  readonly folder: RunFolder
  readonly state: RunState
  readonly remaining: Remaining
  readonly plan: Plan
  readonly progress: BatchProgress
}

async function work(run: Work): Promise<number> {
  const { terminal, found, settings, remaining, performer, folder, progress } = run
  const counts = { done: 0, failed: 0 }
  const stop = (): void => performer.stop()
  terminal.signal.addEventListener('abort', stop, { once: true })
  let failure: unknown = null
  try {
    await explainAll(run, counts)
  } catch (error) {
    failure = error
  } finally {
    terminal.signal.removeEventListener('abort', stop)
    progress.close()
  }
  await writeTables(folder.path).catch((error: unknown) => {
    failure ??= error
  })
  if (failure !== null && !isCancelled(failure)) await reportError(terminal, failure)
  const failed = counts.failed + remaining.failed + found.failures.length
  if (!settings.json) await writeLines(terminal.stdout, summaryOf(settings, counts, remaining, failed))
  if (failure !== null) return exitCodeOf(failure, counts.done + remaining.done)
  if (terminal.signal.aborted) return exitCodes.interrupted
  return failed > 0 ? exitCodes.somePicturesFailed : exitCodes.done
}

async function explainAll(run: Work, counts: { done: number; failed: number }): Promise<void> {
  const { terminal, flags, workerSettings, performer, labels, folder, state, remaining, plan, progress } = run
  const store = openStore(workerSettings.store)
  const settled = new Map([...state.settled].filter(([, status]) => status === 'done' || !flags.retryFailed))
  await runUnits<PictureUnit, PictureRecord>({
    folder,
    units: unitsOf(remaining.pending, { shard: flags.shard, configuration: folder.configuration, onSkip: progress.skipped }),
    // One that is explained and one that is decoded for each worker, and one that is read.
    lanes: 2 * plan.workers + 1,
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

const fatalFamilies = ['RUN_', 'BACKEND_', 'BUDGET_', 'CANCELLED']

/** True where no other picture could succeed either. */
function isFatal(error: unknown): boolean {
  return error instanceof TelltaleError && fatalFamilies.some((family) => error.code.startsWith(family))
}

function isCancelled(error: unknown): boolean {
  return error instanceof TelltaleError && error.code === 'CANCELLED'
}
