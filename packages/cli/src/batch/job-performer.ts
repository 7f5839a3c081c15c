import type { TelltaleError } from '@telltale/core'
import type { ExplainedJob, Job } from './job.ts'

/** Whoever has jobs done: the worker processes of this machine, or those of others. */
export interface JobPerformer<J = Job, R = ExplainedJob> {
  /** Does a job, such as explaining a picture, all of whose files are in the store then. Throws what fails it, and CANCELLED where it was not begun. */
  readonly perform: (job: J) => Promise<R>
  /** Jobs that are worth having under way at once. */
  readonly lanes: () => number
  /** Why nothing can be done any more; null while it can. */
  readonly broken: () => TelltaleError | null
  /** Gives back what is not begun; pictures that are being explained are finished. */
  readonly stop: () => void
  /** Called once every picture of the run is settled. */
  readonly finish: () => Promise<void>
}
