import type { TelltaleError } from '@telltale/core'
import type { ExplainedJob, Job } from './job.ts'

/** Whoever has jobs done: the worker processes of this machine, or those of others. */
export interface JobPerformer {
  /** Explains a picture; all of its files are in the store then. Throws what fails the picture, and CANCELLED where it was not begun. */
  readonly perform: (job: Job) => Promise<ExplainedJob>
  /** Jobs that are worth having under way at once. */
  readonly lanes: () => number
  /** Why nothing can be done any more; null while it can. */
  readonly broken: () => TelltaleError | null
  /** Gives back what is not begun; pictures that are being explained are finished. */
  readonly stop: () => void
  /** Called once every picture of the run is settled. */
  readonly finish: () => Promise<void>
}
