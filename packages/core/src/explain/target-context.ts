import type { Kernels } from '../kernels/kernels.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import type { Classifier } from '../model/classifier.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import type { ExplainOptions } from './options.ts'
import type { Progress } from './progress.ts'
import type { ResolvedTarget } from './resolve-targets.ts'
import type { ExplainSettings } from './settings.ts'
import type { Stage, StageEvaluators } from './stage.ts'

/** Everything that is known before one target of a picture is investigated. */
export interface TargetContext {
  readonly model: Classifier
  readonly stage: Stage
  readonly evaluators: StageEvaluators
  readonly kernels: Kernels
  readonly method: PreparedMethod
  readonly target: ResolvedTarget
  /** Index of the target in both evaluators. */
  readonly targetIndex: number
  readonly settings: ExplainSettings
  /** Forwards that this target may spend; Infinity when the method asks for what it needs. */
  readonly limit: number
  readonly options: ExplainOptions
  /** The layer that methods read unless told; null where none was asked for. */
  readonly layer: SpatialLayer | null
  readonly signal: AbortSignal
  readonly progress: Progress
  /** Forwards expected after the search, after the curves, and after the answer, other targets included. */
  readonly after: ExpectedForwards
}

/** Forwards expected of all that follows a stage. */
export interface ExpectedForwards {
  readonly start: number
  readonly search: number
  readonly curves: number
  readonly answer: number
}
