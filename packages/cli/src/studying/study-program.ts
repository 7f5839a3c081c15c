import { extname } from 'node:path'
import type { WorkerPool, WorkerProgram } from '../batch/worker-pool.ts'
import type { StudyFacts, StudyJob, StudySettings } from './study-job.ts'

/** What worker processes run that measure the samples of a study. */
export const studyProgram: WorkerProgram<StudySettings, StudyJob, StudyFacts, unknown> = {
  url: new URL(`./study-process${extname(import.meta.url)}`, import.meta.url),
}

/** Worker processes that measure samples. */
export type StudyWorkers = WorkerPool<StudyJob, StudyFacts, unknown>
