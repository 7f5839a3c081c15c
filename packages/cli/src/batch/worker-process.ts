import type { Picture } from '@telltale/core'
import type { ExplainedJob, Job, WorkerFacts, WorkerSettings } from './job.ts'
import { openPictureWorker } from './picture-worker.ts'
import { serveParent } from './serve-parent.ts'

// The process that explains pictures for a parent.

serveParent<WorkerSettings, Job, WorkerFacts, Picture, ExplainedJob>(async (settings, onForwards) => {
  const { facts, prepare, explain } = await openPictureWorker(settings, onForwards)
  return { facts, prepare, perform: explain }
})
