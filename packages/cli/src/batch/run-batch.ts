import { openRunFolder, physicalCores, type RunFolder } from '@telltale/core'
import type { FoundPictures } from '../explaining/find-pictures.ts'
import type { ExplainSettings } from '../explaining/settings.ts'
import { type ModelFlags, openOptionsOf } from '../flags/model-flags.ts'
import { prepareFolder } from '../output/save-files.ts'
import { type BatchQueue, openQueue } from '../queue/open-queue.ts'
import { exitCodes, reportError, reportWarnings } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import type { BatchFlags } from './batch-flags.ts'
import { type BatchProgress, createBatchProgress } from './batch-progress.ts'
import { configurationOf } from './configuration.ts'
import { explainAll } from './explain-all.ts'
import type { WorkerSettings } from './job.ts'
import { type Remaining, remainingOf } from './pending.ts'
import { type PictureWorkers, pictureProgram } from './picture-program.ts'
import { type Plan, planLine, planRun } from './plan.ts'
import { createRunState, type RunState, readRunState } from './run-state.ts'
import type { StorePlace } from './store-place.ts'
import { openWorkerPool } from './worker-pool.ts'

/** What `explain` was told of many pictures. */
export interface BatchRequest {
  readonly found: FoundPictures
  readonly settings: ExplainSettings
  readonly model: ModelFlags
  readonly flags: BatchFlags
}

/**
 * Explains many pictures in worker processes, here or wherever some join, and keeps everything in a folder that the same command can go on with,
 * whatever stopped it. Returns the exit code. Throws what keeps all pictures alike from being explained.
 */
export async function runBatch(terminal: Terminal, request: BatchRequest): Promise<number> {
  const { found, flags } = request
  if (flags.queue === null || flags.dryRun) return await runWith(terminal, request, null)
  const queue = await openQueue(terminal, found.pictures, flags.queue)
  return await runWith(terminal, request, queue).finally(queue.close)
}

async function runWith(
  terminal: Terminal,
  { found, settings, model, flags }: BatchRequest,
  queue: BatchQueue | null,
): Promise<number> {
  const out = resolveIn(terminal, settings.out)
  if (!flags.dryRun) await prepareFolder(out)
  const store = queue?.store ?? { kind: 'folder', path: out }
  const workerSettings = await workerSettingsOf(terminal, settings, model, store)
  let progress: BatchProgress | null = null
  const onForwards = (count: number): void => progress?.forwards(count)
  const pool = await openWorkerPool({
    program: pictureProgram,
    settings: workerSettings,
    environment: terminal.environment,
    timeout: flags.timeout,
    signal: terminal.signal,
    onForwards,
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
      ...(queue && { workers: queue.told(workerSettings, flags.timeout) }),
    })
    try {
      await refuseArguments(terminal, found, folder, state)
      const remaining = remainingOf(found.pictures, state, { out, ...flags })
      const plan = await planOf(found, remaining, flags, pool)
      await writeLines(terminal.stderr, [planLine(plan)])
      pool.allow(plan.workers, plan.memoryPerWorker)
      // It has said what the model is; the work is for others.
      if (queue) await pool.close()
      const performer = queue ? await queue.perform(folder, workerSettings, onForwards) : pool
      progress = createBatchProgress(terminal, remaining.pending.length)
      return await explainAll({
        terminal,
        found,
        settings,
        flags,
        workerSettings,
        performer,
        labels: pool.facts.model.labels,
        folder,
        state,
        remaining,
        progress,
      })
    } finally {
      folder.close()
    }
  } finally {
    await pool.close()
  }
}

async function workerSettingsOf(
  terminal: Terminal,
  settings: ExplainSettings,
  model: ModelFlags,
  store: StorePlace,
): Promise<WorkerSettings> {
  const { options, targets, save, theme, modelPath, json } = settings
  return {
    explain: { options, targets, save, theme },
    modelPath: modelPath === null ? null : resolveIn(terminal, modelPath),
    // One thread each: as many processes as cores are faster than as many threads.
    model: { threads: 1, ...(await openOptionsOf(terminal, model)) },
    store,
    standing: terminal.folder,
    sendsDocuments: json,
  }
}

async function tellPlan(
  terminal: Terminal,
  found: FoundPictures,
  flags: BatchFlags,
  out: string,
  pool: PictureWorkers,
): Promise<number> {
  for (const { name, error } of found.failures) await reportError(terminal, error, name)
  const remaining = remainingOf(found.pictures, await readRunState(out), { out, ...flags })
  await writeLines(terminal.stdout, [planLine(await planOf(found, remaining, flags, pool))])
  return exitCodes.done
}

async function planOf(
  found: FoundPictures,
  { pending }: Remaining,
  { workers, shard, queue }: BatchFlags,
  pool: PictureWorkers,
): Promise<Plan> {
  const count = Math.ceil(pending.length / (shard?.count ?? 1))
  const pictures = Math.ceil(found.pictures.length / (shard?.count ?? 1))
  const most = Math.max(1, Math.min(workers ?? (queue ? 1 : await physicalCores()), count))
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
