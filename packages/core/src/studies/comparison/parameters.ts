import * as z from 'zod/mini'
import { type Baseline, parseBaseline } from '../../image/baseline.ts'
import { type PreparedMetric, prepareMetric } from '../../metrics/registry.ts'
import { prepareMethods, type StudyMethod } from '../measuring/measure-methods.ts'
import type { SampleSettings } from '../measuring/open-sample.ts'
import { parseSettings } from '../named-settings.ts'

export const comparisonParameters = z.object({
  methods: z
    ._default(z.string(), 'submodular,hsic,rise,lime,leave-one-out,saliency,integrated-gradients,grad-cam')
    .check(z.describe('Methods with commas between, parameters behind colons: submodular,rise:samples=1000')),
  metrics: z
    ._default(
      z.string(),
      'deletion,insertion,aopc,irof,mu-fidelity,faithfulness-correlation,infidelity,monotonicity,sparseness,entropy',
    )
    .check(z.describe('Metrics, written as methods are')),
  target: z
    ._default(z.enum(['predicted', 'truth']), 'predicted')
    .check(z.describe('The class that is explained: the model’s answer, or the true class where it is known')),
  regions: z
    ._default(z.int().check(z.minimum(2), z.maximum(1024)), 49)
    .check(z.describe('Regions that each frame is divided into')),
  baseline: z
    ._default(z.string(), 'mean')
    .check(z.describe('What methods hide with, and metrics unless their parameters say otherwise')),
  controls: z
    ._default(z.boolean(), true)
    .check(z.describe('Whether a random map and a centred blob are measured beside the methods')),
  resamples: z
    ._default(z.int().check(z.minimum(100), z.maximum(100_000)), 2000)
    .check(z.describe('Resamples of the pictures for each interval')),
})

export type ComparisonParameters = z.infer<typeof comparisonParameters>

/** A metric under the name that tables use. */
export interface ComparisonMetric {
  readonly label: string
  readonly metric: PreparedMetric
}

/** A method, or a control: a map that knows nothing of the model. */
export interface ComparedMethod extends StudyMethod {
  readonly isControl: boolean
}

const controls = 'random,gaussian'

/** The methods of a comparison, its controls last. Throws USAGE_UNKNOWN_METHOD and USAGE_PARAMETER. */
export function methodsOf({ methods, controls: wanted }: ComparisonParameters): readonly ComparedMethod[] {
  const named = prepareMethods(methods)
  const beside = wanted ? prepareMethods(controls).filter(({ label }) => !named.some((method) => method.label === label)) : []
  return [...named, ...beside].map((method) => ({ ...method, isControl: controls.split(',').includes(method.method.name) }))
}

/** The metrics of a comparison. Throws USAGE_UNKNOWN_METRIC and USAGE_PARAMETER. */
export function metricsOf({ metrics }: ComparisonParameters): readonly ComparisonMetric[] {
  return parseSettings(metrics).map(({ text, name, parameters }) => ({ label: text, metric: prepareMetric(name, parameters) }))
}

/** How samples are made ready. Throws USAGE_PARAMETER. */
export function settingsOf({ regions, baseline, target }: ComparisonParameters): SampleSettings {
  const hidden: Baseline = parseBaseline(baseline)
  return { regions: { kind: 'slico', count: regions }, baseline: hidden, target }
}
