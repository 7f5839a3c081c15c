import { serveParent } from '../batch/serve-parent.ts'
import type { StudyFacts, StudyJob, StudySettings } from './study-job.ts'
import { openStudyWorker } from './study-worker.ts'

// The process that measures samples for a parent.

serveParent<StudySettings, StudyJob, StudyFacts, null, unknown>(openStudyWorker)
