import type { EvaluatorOptions } from '../../src/evaluator/create-mask-evaluator.ts'
import { openGradients } from '../../src/evaluator/open-gradients.ts'
import type { Method, MethodContext, MethodResult } from '../../src/methods/method.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import type { Network } from '../../src/model/network.ts'
import type { TinyModel } from '../../src/testing/index.ts'
import { contextOf, insideOf, openTiny, type TestContext } from './sampling-context.ts'

/** What a test of a method that looks inside changes about its context. */
export interface ContextChanges
  extends Partial<Pick<EvaluatorOptions, 'targets' | 'baseline' | 'baselineRgb'>>,
    Partial<Pick<MethodContext, 'target' | 'budget' | 'seed' | 'signal'>> {}

/** A tiny model that stays open, with the roads into its network. */
export interface OpenTinyNetwork {
  readonly classifier: Classifier
  readonly network: Network
  /** The frame as the model takes it, f32[3, H, W]. */
  readonly frame: Float32Array
  /** A context of its own, with real evaluators of everything. */
  readonly context: (changes?: ContextChanges) => Promise<TestContext & { readonly spent: () => number }>
  /** Runs a method with the parameters given and the defaults of the others. */
  readonly run: <P>(method: Method<P>, given?: Partial<P>, changes?: ContextChanges) => Promise<MethodResult>
  readonly close: () => Promise<void>
}

/** Opens a tiny model with its frame, regions and baseline. */
export async function openTinyNetwork(tiny: TinyModel): Promise<OpenTinyNetwork> {
  const { classifier, evaluator, close } = await openTiny(tiny)
  const network = await classifier.network()
  const context: OpenTinyNetwork['context'] = async ({ targets, baseline, baselineRgb, ...changes } = {}) => {
    const ofMasks = evaluator({
      ...(targets && { targets }),
      ...(baseline && { baseline }),
      ...(baselineRgb && { baselineRgb }),
    })
    const { budget, ...inside } = await insideOf(classifier, ofMasks)
    // The shared helper's evaluator cannot be cancelled.
    const gradients = async () => openGradients({ network, classifier, budget, signal: changes.signal })
    return { ...contextOf(ofMasks, { ...inside, gradients, ...changes }), spent: () => budget.spent + ofMasks.spent.forwards }
  }
  return {
    classifier,
    network,
    frame: classifier.normalise(tiny.frame.rgb),
    context,
    run: async (method, given = {}, changes = {}) => method.run(await context(changes), method.parameters.parse(given)),
    close,
  }
}

/** The values of a map or of a grid. */
export function valuesOf({ attribution }: Pick<MethodResult, 'attribution'>): ArrayLike<number> & Iterable<number> {
  if (attribution.kind === 'map' || attribution.kind === 'grid') return attribution.values
  throw new Error(`a ${attribution.kind} is neither a map nor a grid`)
}

export const codesOf = ({ warnings }: Pick<MethodResult, 'warnings'>): readonly string[] => warnings.map(({ code }) => code)
