import type { Budget } from '../../src/evaluator/budget.ts'
import { createMaskEvaluator, type EvaluatorOptions, type OwnedMaskEvaluator } from '../../src/evaluator/create-mask-evaluator.ts'
import { layerOf } from '../../src/evaluator/derived-layer.ts'
import type { MaskEvaluator, Masks } from '../../src/evaluator/mask-evaluator.ts'
import { openActivations } from '../../src/evaluator/open-activations.ts'
import { openGradients } from '../../src/evaluator/open-gradients.ts'
import { readAttention } from '../../src/evaluator/read-attention.ts'
import type { Attribution } from '../../src/explanation/attribution.ts'
import { resolveBaseline } from '../../src/image/resolve-baseline.ts'
import type { Kernels } from '../../src/kernels/kernels.ts'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import type { MethodContext } from '../../src/methods/method.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { createRandom } from '../../src/random/random.ts'
import type { RegionMap } from '../../src/regions/region-map.ts'
import { setsOfEvaluator } from '../../src/surrogate/evaluator-sets.ts'
import type { TinyModel } from '../../src/testing/tiny-models/tiny-model.ts'

/** A context with everything that a method reported. */
export interface TestContext extends MethodContext {
  readonly partial: readonly Attribution[]
}

/** What a method may touch, for one evaluator; anything can be put in its place. */
export function contextOf(evaluator: MaskEvaluator, changes: Partial<MethodContext> = {}): TestContext {
  const partial: Attribution[] = []
  const seed = changes.seed ?? 1
  return {
    evaluator,
    target: 0,
    sets: setsOfEvaluator(evaluator, changes.target ?? 0, { features: false }),
    ...withoutNetwork,
    kernels: createReferenceKernels(),
    budget: Number.POSITIVE_INFINITY,
    seed,
    random: createRandom(seed),
    signal: new AbortController().signal,
    report: (attribution) => partial.push(attribution),
    partial,
    ...changes,
  }
}

/** For methods that read scores only. */
export const withoutNetwork = { gradients: refuse, activations: refuse, attention: refuse }

async function refuse(): Promise<never> {
  throw new Error('this context has no network')
}

/** The roads into the network of an opened model, for the frame and the targets of an evaluator; `spent` counts their forwards. */
export async function insideOf(
  classifier: Classifier,
  { frame, targets }: MaskEvaluator,
  kernels: Kernels = createReferenceKernels(),
): Promise<Pick<MethodContext, 'gradients' | 'activations' | 'attention'> & { readonly budget: Budget }> {
  const network = await classifier.network()
  const budget: Budget = { limit: Number.POSITIVE_INFINITY, spent: 0 }
  const shared = { network, classifier, budget, frame: classifier.normalise(frame.rgb) }
  return {
    budget,
    gradients: async () => openGradients(shared),
    activations: async (name) => openActivations({ ...shared, kernels, targets, layer: layerOf(network, name) }),
    attention: async () => (await readAttention(shared)).attention,
  }
}

/** A frame of `rows` by `columns` regions of 4 x 4 pixels each, numbered row by row. */
export function gridRegions(rows: number, columns: number): RegionMap {
  const [width, height] = [4 * columns, 4 * rows]
  const labels = Uint16Array.from({ length: width * height }, (_, pixel) => {
    const [y, x] = [Math.floor(pixel / width), pixel % width]
    return Math.floor(y / 4) * columns + Math.floor(x / 4)
  })
  return { width, height, count: rows * columns, labels, kind: 'grid' }
}

/** An evaluator that asks a function of the weights of the regions of a mask, 0..1, instead of a model; it counts the masks. */
export function oracleEvaluator(
  regions: RegionMap,
  probability: (weights: Float32Array, index: number) => number,
  budget = Number.POSITIVE_INFINITY,
): MaskEvaluator & { readonly keys: readonly string[] } {
  const { width, height } = regions
  const keys: string[] = []
  let forwards = 0
  return {
    frame: { width, height, rgb: new Uint8Array(3 * width * height).fill(255), source: { x: 0, y: 0, width, height } },
    regions,
    baseline: { kind: 'black' },
    targets: [{ class: 0 }],
    keys,
    get spent() {
      return { forwards, memoHits: 0, milliseconds: { mask: 0, model: 0, read: 0, other: 0 } }
    },
    get remaining() {
      return budget - forwards
    },
    evaluate: async (masks: Masks) => {
      if (masks.kind !== 'regions') throw new Error('an oracle knows regions only')
      const { count } = masks.regions ?? regions
      keys.push(...(masks.keys ?? []))
      const probabilities = Float64Array.from({ length: masks.count }, (_, mask) =>
        probability(masks.weights.subarray(mask * count, (mask + 1) * count), forwards + mask),
      )
      forwards += masks.count
      return {
        count: masks.count,
        probabilities,
        logits: probabilities.map((p) => Math.log(p / (1 - p))),
        confidence: new Float64Array(masks.count).fill(1),
        predicted: new Uint32Array(masks.count),
        top: probabilities.map((p) => Math.max(p, 1 - p)),
      }
    },
  }
}

/** A tiny model that stays open: `evaluator` opens one more evaluator of it, `close` ends all. */
export interface OpenTinyModel {
  readonly classifier: Classifier
  readonly evaluator: (changes?: Partial<EvaluatorOptions>) => OwnedMaskEvaluator
  readonly close: () => Promise<void>
}

/** Opens a tiny model with its frame, regions and baseline. `memory` among the changes of an evaluator decides its batch. */
export async function openTiny(tiny: TinyModel, kernels: Kernels = createReferenceKernels()): Promise<OpenTinyModel> {
  const classifier = await openModel({ model: tiny.model, preprocess: tiny.preprocess }, { threads: 1 })
  const { width, height } = tiny.frame
  const frame = { ...tiny.frame, source: { x: 0, y: 0, width, height } }
  const regions = { width, height, count: tiny.regions, labels: tiny.labels, kind: 'grid' }
  const releases: (() => void)[] = []
  return {
    classifier,
    evaluator: (changes) => {
      const evaluator = createMaskEvaluator({
        classifier,
        kernels,
        frame,
        regions,
        baseline: tiny.baseline,
        baselineRgb: resolveBaseline(tiny.baseline, frame, null),
        targets: [{ class: 0 }],
        ...changes,
      })
      releases.push(evaluator.release)
      return evaluator
    },
    close: async () => {
      for (const release of releases) release()
      kernels.dispose()
      await classifier.dispose()
    },
  }
}
