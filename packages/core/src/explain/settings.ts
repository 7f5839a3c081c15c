import { TelltaleError } from '../errors.ts'
import { defaultMemory } from '../evaluator/create-mask-evaluator.ts'
import { type Check, checks } from '../explanation/checks.ts'
import { baselineSchema } from '../explanation/document.ts'
import type { Baseline } from '../image/baseline.ts'
import { type RegionSource, regionSourceKinds } from '../regions/create-regions.ts'
import { methodOf } from './apply-profile.ts'
import type { ExplainOptions } from './options.ts'

/** Options with every default filled in and every range checked. */
export interface ExplainSettings {
  readonly method: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly regions: RegionSource
  readonly baseline: Baseline
  readonly budget: number | { readonly seconds: number } | null
  readonly seed: number
  readonly threshold: number
  /** In the order of `checks`, each once. */
  readonly checks: readonly Check[]
  readonly memory: number
}

/** Below this nothing is left for an answer after a search that deserves the name. */
export const smallestBudget = 32
const mostForwards = 1e9
const longestSeconds = 1e6

/** Below this a set would have to keep next to nothing. */
const smallestThreshold = 0.01

/** Fills in the defaults and checks every number. Throws USAGE_PARAMETER. */
export function resolveSettings(options: ExplainOptions): ExplainSettings {
  return {
    method: methodOf(options),
    parameters: options.parameters ?? {},
    regions: resolveRegions(options.regions ?? 49),
    baseline: checkedBaseline(options.baseline ?? { kind: 'mean' }),
    budget: resolveBudget(options.budget),
    seed: inRange('seed', options.seed ?? 1, 0, 2 ** 32 - 1),
    threshold: inRange('threshold', options.threshold ?? 0.75, smallestThreshold, 1, false),
    checks: checks.filter((check) => (options.checks ?? []).map((given) => oneOf('checks', given, checks)).includes(check)),
    memory: inRange('memory', options.memory ?? defaultMemory, 1, 1 << 20, false),
  }
}

function resolveRegions(regions: number | RegionSource): RegionSource {
  if (typeof regions === 'object') {
    oneOf('regions.kind', regions.kind, regionSourceKinds)
    return regions
  }
  return { kind: 'slico', count: inRange('regions', regions, 1, 65535) }
}

function resolveBudget(budget: ExplainOptions['budget']): ExplainSettings['budget'] {
  if (budget === undefined) return null
  if (typeof budget === 'number') return inRange('budget', budget, smallestBudget, mostForwards)
  return { seconds: inRange('budget.seconds', budget.seconds, 0.01, longestSeconds, false) }
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
