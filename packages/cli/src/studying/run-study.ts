import {
  createSampleState,
  type ErrorCode,
  findStudy,
  openRunFolder,
  type PreparedStudy,
  physicalCores,
  runSamples,
  samplesLeft,
  TelltaleError,
} from '@telltale/core'
import { createBatchProgress } from '../batch/batch-progress.ts'
import { openWorkerPool } from '../batch/worker-pool.ts'
import { duration } from '../output/duration.ts'
import { prepareFolder } from '../output/save-files.ts'
import { exitCodes, reportError, reportWarnings } from '../report.ts'
import { printable, resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { studyConfiguration } from './configuration.ts'
import { writeOrigin } from './study-folder.ts'
import type { StudyFacts, StudySettings } from './study-job.ts'
import { type StudyWorkers, studyProgram } from './study-program.ts'
import { writeStudyReport } from './write-study-report.ts'

/** What `study` was told besides what its workers are. */
export interface StudyRequest {
  readonly settings: StudySettings
  readonly command: string
  /** As the user wrote it. */
  readonly out: string
  readonly workers: number | null
  readonly timeout: number
  readonly retryFailed: boolean
  readonly json: boolean
}

/** Megabytes that a worker may grow by between two samples before it is replaced. */
const growth = 1024 * 1024 * 1024

/**
 * Measures every sample in worker processes and keeps the records in a folder that the same command can go on with; then writes the report. Returns
 * the exit code. Throws what keeps all samples alike from being measured.
 */
export async function runStudy(terminal: Terminal, request: StudyRequest): Promise<number> {
  const { settings, out, workers, timeout } = request
  // What is misspelt is refused before a process starts.
  const study = findStudy(settings.study, settings.parameters)
  await prepareFolder(resolveIn(terminal, out))
  let onForwards: (count: number) => void = () => {}
  const pool = await openWorkerPool({
    program: studyProgram,
    settings,
    environment: terminal.environment,
    timeout,
    signal: terminal.signal,
    onForwards: (count) => onForwards(count),
  })
  try {
    await reportFacts(terminal, pool.facts)
    pool.allow(workers ?? (await physicalCores()), pool.facts.memory + growth)
    return await measureAll(terminal, request, study, pool, (listener) => {
      onForwards = listener
    })
  } finally {
    await pool.close()
  }
}

async function reportFacts(terminal: Terminal, { models, skipped, dataset }: StudyFacts): Promise<void> {
  for (const { name, warnings } of models) await reportWarnings(terminal, warnings, name)
  const counts = new Map<string, number>()
  for (const { code } of skipped) counts.set(code, (counts.get(code) ?? 0) + 1)
  const lines = Array.from(counts, ([code, count]) => `${dataset}: ${count} left out, ${code}`)
  await writeLines(terminal.stderr, lines.map(printable))
}

async function measureAll(
  terminal: Terminal,
  { settings, command, out, workers, retryFailed, json }: StudyRequest,
  study: PreparedStudy,
  pool: StudyWorkers,
  listen: (onForwards: (count: number) => void) => void,
): Promise<number> {
  const { facts } = pool
  const path = resolveIn(terminal, out)
  const state = createSampleState()
  const folder = await openRunFolder({
    path,
    configuration: studyConfiguration(study, settings, facts),
    shard: null,
    visit: state.visit,
  })
  let failure: unknown = null
  try {
    await writeOrigin(path, { command, skipped: facts.skipped, samples: facts.samples.length })
    const left = samplesLeft({ samples: facts.samples, state, retriesFailed: retryFailed })
    await writeLines(terminal.stderr, [planLine(facts, left.length, workers ?? (await physicalCores()))])
    const progress = createBatchProgress(terminal, left.length)
    listen(progress.forwards)
    const stop = (): void => pool.stop()
    terminal.signal.addEventListener('abort', stop, { once: true })
    try {
      await runSamples({
        folder,
        state,
        samples: facts.samples,
        lanes: pool.lanes(),
        retriesFailed: retryFailed,
        measure: (sample) => pool.perform({ id: sample, name: sample }),
        isFatal: (error) => error === pool.broken(),
        signal: terminal.signal,
        onSample: (sample, error) => {
          progress[error === undefined ? 'done' : 'failed']()
          if (error !== undefined) progress.say(() => reportError(terminal, error, sample))
        },
      })
    } catch (error) {
      failure = error
    } finally {
      terminal.signal.removeEventListener('abort', stop)
      progress.close()
    }
  } finally {
    folder.close()
  }
  if (failure !== null && codeOf(failure) !== 'CANCELLED') throw failure
  await writeLines(terminal.stdout, await conclusion(terminal, path, out, state.done.size, json))
  if (terminal.signal.aborted) return exitCodes.interrupted
  return state.failed.size > 0 ? exitCodes.somePicturesFailed : exitCodes.done
}

/** The findings of what is measured so far; whoever stopped a run is told how to go on instead. */
async function conclusion(
  terminal: Terminal,
  path: string,
  out: string,
  done: number,
  json: boolean,
): Promise<readonly string[]> {
  if (terminal.signal.aborted) {
    await writeLines(terminal.stderr, [`Stopped after ${done} samples; the same command goes on.`])
    return []
  }
  if (done === 0) return json ? ['null'] : ['No sample could be measured.']
  const { report, page } = await writeStudyReport(path)
  return json ? [JSON.stringify(report)] : [...report.summary.map(printable), printable(`${out}/${page}`)]
}

function planLine(
  { samples, available, forwardsPerSample, millisecondsPerSample }: StudyFacts,
  left: number,
  workers: number,
): string {
  const before = left === samples.length ? '' : `, ${samples.length - left} of them settled before`
  const forwards = forwardsPerSample === 0 ? '' : `; at most about ${Math.round(forwardsPerSample)} forwards each`
  const time = (left * millisecondsPerSample) / workers
  const about = time === 0 ? '' : `, about ${duration(time)} on ${workers} ${workers === 1 ? 'worker' : 'workers'}`
  return `${samples.length} of ${available} samples${before}${forwards}${about}`
}

function codeOf(error: unknown): ErrorCode | null {
  return error instanceof TelltaleError ? error.code : null
}
