import { TelltaleError } from '../errors.ts'
import { defaultMemory } from '../evaluator/create-mask-evaluator.ts'
import type { Attribution } from '../explanation/attribution.ts'
import { baselineSchema } from '../explanation/document.ts'
import type { Baseline } from '../image/baseline.ts'
import type { createKernels } from '../kernels/implementations.ts'
import type { Kernels } from '../kernels/kernels.ts'

/** How far an explanation is. */
export interface ExplainProgress {
  readonly stage: 'search' | 'curves' | 'answer'
  readonly forwards: number
  /** Forwards expected in all: an estimate from above. */
  readonly expected: number
  /** Null until the first batch has been timed. */
  readonly millisecondsLeft: number | null
}

export interface ExplainOptions {
  /** Default `submodular`. */
  readonly method?: string
  /** The method's own parameters; the rest take their defaults. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** `top1` (default), a class index, or a class name. */
  readonly target?: 'top1' | number | string
  /** Explain the target against this class instead of against all. */
  readonly against?: number | string
  /** How the target came about, for the document; found by itself when absent. */
  readonly why?: 'given' | 'truth'
  /** Number of regions asked for; default 49. The document says how many there are. */
  readonly regions?: number
  readonly regionKind?: 'slico' | 'grid'
  /** Default: the frame's mean colour. */
  readonly baseline?: Baseline
  /** Forwards for search, curves and answer together, at least 32; default: what the method asks for. */
  readonly budget?: number
  /** Default 1. */
  readonly seed?: number
  /** Share of the reference probability that a sufficient set must keep, 0.01 to 1; default 0.75. */
  readonly threshold?: number
  /** Bound on the evaluator's buffers in MiB; default 256. */
  readonly memory?: number
  /** Kernel backend; default `auto`. */
  readonly backend?: Parameters<typeof createKernels>[0]
  /** Kernels to share between explanations that run one after another; they are then not disposed. */
  readonly kernels?: Kernels
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ExplainProgress) => void
  readonly onPartial?: (partial: Attribution) => void
}

/** Options with every default filled in and every range checked. */
export interface ExplainSettings {
  readonly method: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly regions: number
  readonly regionKind: 'slico' | 'grid'
  readonly baseline: Baseline
  readonly budget: number | null
  readonly seed: number
  readonly threshold: number
  readonly memory: number
}

/** Below this nothing is left for an answer after a search that deserves the name. */
const smallestBudget = 32

/** Below this a set would have to keep next to nothing. */
const smallestThreshold = 0.01

/** Fills in the defaults and checks every number. Throws USAGE_PARAMETER. */
export function resolveSettings(options: ExplainOptions): ExplainSettings {
  return {
    method: options.method ?? 'submodular',
    parameters: options.parameters ?? {},
    regions: inRange('regions', options.regions ?? 49, 1, 65535),
    regionKind: oneOf('regionKind', options.regionKind ?? 'slico', ['slico', 'grid']),
    baseline: checkedBaseline(options.baseline ?? { kind: 'mean' }),
    budget: options.budget === undefined ? null : inRange('budget', options.budget, smallestBudget, 1e9),
    seed: inRange('seed', options.seed ?? 1, 0, 2 ** 32 - 1),
    threshold: inRange('threshold', options.threshold ?? 0.75, smallestThreshold, 1, false),
    memory: inRange('memory', options.memory ?? defaultMemory, 1, 1 << 20, false),
  }
}

function inRange(name: string, value: number, low: number, high: number, whole = true): number {
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return value
  const kind = whole ? 'a whole number' : 'a number'
  throw new TelltaleError('USAGE_PARAMETER', `"${name}" is ${value}.`, `Give ${kind} from ${low} to ${high}.`, {
    value,
    limit: `${low}..${high}`,
  })
}

function oneOf<T extends string>(name: string, value: T, choices: readonly T[]): T {
  if (choices.includes(value)) return value
  throw new TelltaleError('USAGE_PARAMETER', `"${name}" is "${value}".`, `Choose one of: ${choices.join(', ')}.`, { value })
}

function checkedBaseline(baseline: Baseline): Baseline {
  if (baselineSchema.safeParse(baseline).success) return baseline
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `The baseline ${JSON.stringify(baseline)} is not one that Telltale knows.`,
    'Give mean, black, white, region-mean, a blur with sigma above 0 and at most 1, or a colour of three whole numbers from 0 to 255.',
    { value: JSON.stringify(baseline) },
  )
}
