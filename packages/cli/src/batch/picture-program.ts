import { extname } from 'node:path'
import type { ExplainedJob, Job, WorkerFacts, WorkerSettings } from './job.ts'
import type { WorkerPool, WorkerProgram } from './worker-pool.ts'

/** What worker processes run that explain pictures: its ending is that of the file which says so, in sources and in what is built of them. */
export const pictureProgram: WorkerProgram<WorkerSettings, Job, WorkerFacts, ExplainedJob> = {
  url: new URL(`./worker-process${extname(import.meta.url)}`, import.meta.url),
}

/** Worker processes that explain pictures. */
export type PictureWorkers = WorkerPool<Job, WorkerFacts, ExplainedJob>
