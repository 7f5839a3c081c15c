import type { ZodMiniType } from 'zod/mini'
import type { Dataset, Sample } from '../datasets/dataset.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'
import type { Once } from './once.ts'
import type { StudyReport } from './study-report.ts'

/** A model that a study looks at, under the name that its tables use. */
export interface StudyModel {
  readonly name: string
  readonly classifier: Classifier
  /** The model's number of a class of the data set; null where it has no such class. Absent: the numbers are the same. */
  readonly classOf?: (index: number) => number | null
}

/** What measuring one sample may use. */
export interface StudyTools {
  readonly models: readonly StudyModel[]
  readonly kernels: Kernels
  /** Every sample, for studies that need others beside one, such as mosaics. */
  readonly dataset: Dataset
  readonly seed: number
  /** Bound on buffers in MiB. */
  readonly memory: number
  readonly signal: AbortSignal
  /** Makes what all samples share, such as a network trained on the data set: a function of data set, models, parameters and seed alone. Absent: made for each. */
  readonly once?: Once
  /** Counts forwards as they are spent, for progress. */
  readonly onForwards: (forwards: number) => void
}

/**
 * A question about many pictures. Resumable because it is one pure record per sample, then one fold: `measure` of equal inputs gives an equal
 * record, whichever process it runs in; records are plain JSON (NaN is null), and `summarise` sees every one of them exactly once.
 */
export interface Study<P, R> {
  readonly name: string
  readonly title: string
  readonly parameters: ZodMiniType<P>
  /** The samples to measure, made from the data set's: a mosaic study makes its own. Throws USAGE_PARAMETER where the data set cannot serve. */
  readonly samples: (dataset: Dataset, parameters: P, seed: number) => Promise<readonly Sample[]>
  /** What `samples` left out and why, for studies that make their own; what the data set skipped is not in it. */
  readonly leftOut?: (dataset: Dataset, parameters: P, seed: number) => Promise<Dataset['skipped']>
  /** Forwards expected per sample and model, for the time that is left. */
  readonly cost: (parameters: P, regions: number) => number
  readonly measure: (sample: Sample, parameters: P, tools: StudyTools) => Promise<R>
  readonly summarise: (records: AsyncIterable<R>, parameters: P, about: StudyAbout) => Promise<StudyReport>
}

/** What a report says of where it comes from. */
export interface StudyAbout {
  readonly models: readonly { readonly name: string; readonly sha256: string; readonly classes: number }[]
  readonly dataset: string
  readonly seed: number
  /** The command that makes it again. */
  readonly command: string
  /** Samples that failed, with the code of the error; they are in no mean. */
  readonly failed: readonly { readonly sample: string; readonly code: string; readonly message: string }[]
}
