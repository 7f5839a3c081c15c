import { throwIfCancelled } from '../errors.ts'
import { product } from '../graph/broadcast.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'
import { inTurn } from '../model/in-turn.ts'
import type { Network } from '../model/network.ts'
import { layerLength, readLayer, type SpatialLayer, writeLayer } from '../model/spatial-layer.ts'
import type { ActivationEvaluator } from './activation-evaluator.ts'
import { activationGraph } from './activation-graph.ts'
import { type Budget, requireBudget } from './budget.ts'
import { type MemoryBound, shapesWithin } from './buffers.ts'
import { defaultMemory } from './create-mask-evaluator.ts'
import { fillRows, named } from './derived-rows.ts'
import type { Cost, Target } from './mask-evaluator.ts'
import { sharesMemory } from './model-run.ts'
import { planBatches } from './plan-batches.ts'
import { createScoreReader, floatsPerRow } from './score-reader.ts'
import { emptyScores, putEntry } from './scores.ts'
import { planTargets } from './targets.ts'

/** What an activation evaluator is made of; classifier, network and kernels outlive it. */
export interface ActivationOptions {
  readonly network: Network
  readonly classifier: Classifier
  readonly kernels: Kernels
  readonly layer: SpatialLayer
  /** The whole frame, f32[3, H, W] as the classifier normalises it. */
  readonly frame: Float32Array
  readonly targets: readonly Target[]
  /** Forwards allowed; Infinity when absent. Shared with others by passing the same object. */
  readonly budget?: Budget
  /** Default 256 MiB for this evaluator alone. */
  readonly memory?: MemoryBound
  readonly signal?: AbortSignal | undefined
  /** Called after each run with the forwards spent so far by everyone who shares the budget. */
  readonly onBatch?: ((forwards: number) => void) | undefined
}

/** An evaluator whose buffers the caller gives back. */
export interface OwnedActivationEvaluator extends ActivationEvaluator {
  readonly spent: Cost
  readonly release: () => void
}

/**
 * Opens the network behind a layer: one forward of the whole frame tells what the layer, and whatever goes around it, holds. Sessions stay with
 * the classifier. Throws BUDGET_SPENT, BUDGET_MEMORY, MODEL_NOT_FINITE and CANCELLED.
 */
export async function openActivations(options: ActivationOptions): Promise<OwnedActivationEvaluator> {
  const { network, classifier, kernels, layer, targets, signal, onBatch } = options
  const budget = options.budget ?? { limit: Number.POSITIVE_INFINITY, spent: 0 }
  const { classes } = classifier.info
  const graph = activationGraph(network, layer.name)
  const sizes = graph.boundary.map((name) => product(network.facts.get(name)!.dims) / network.batch)
  const plan = planTargets(targets)
  const share = network.multiplications > 0 ? network.multiplicationsAfter(layer) / network.multiplications : 1
  const shapes = shapesWithin(
    graph.isFree ? classifier.batches : [network.batch],
    share * classifier.forwardMilliseconds,
    { fixed: 0, row: 4 * (sizes.reduce((sum, size) => sum + size, 0) + floatsPerRow(classes, plan)) },
    options.memory ?? { mebibytes: defaultMemory, evaluators: 1 },
  )
  const most = shapes.at(-1)!
  let forwards = 0
  let inside = 0
  let read = 0
  let wall = 0
  const charge = (rows: number): void => {
    budget.spent += rows
    forwards += rows
    onBatch?.(budget.spent)
  }
  const openPart = (part: 'front' | 'head') => async () => ({
    session: await classifier.runtime.open(writeModel(graph[part]), network.weights),
    inputs: part === 'front' ? ['input'] : graph.boundary,
    outputs: part === 'front' ? graph.boundary : ['logits'],
  })
  const run = (part: 'front' | 'head', inputs: readonly Floats[], outputs: readonly Floats[], batch: number): Promise<void> =>
    classifier.derived.use(`${part} ${layer.name}`, openPart(part), async ({ session, ...names }) => {
      const started = performance.now()
      await session.run(named(names.inputs, inputs), named(names.outputs, outputs), batch)
      inside += performance.now() - started
    })

  throwIfCancelled(signal)
  requireBudget(budget, 1)
  const opening = performance.now()
  const whole = sizes.map((size) => new Float32Array(size * network.batch))
  await run('front', [fillRows(new Float32Array(options.frame.length * network.batch), options.frame)], whole, network.batch)
  charge(1)
  const [own = new Float32Array(0), ...beside] = whole.map((values, i) => values.slice(0, sizes[i]!))
  const boundary = [own, ...beside].map((values) => fillRows(new Float32Array(values.length * most), values))
  const reader = createScoreReader({ classifier, kernels, plan, rows: most })
  wall += performance.now() - opening

  const evaluateAlone: ActivationEvaluator['evaluate'] = async (activations, count, want = {}) => {
    const length = layer.channels * layer.rows * layer.columns
    if (activations.length !== count * length)
      throw new RangeError(`${count} activations have ${count * length} numbers; there are ${activations.length}.`)
    requireBudget(budget, count)
    const started = performance.now()
    const scores = emptyScores(count, targets.length, want, classifier)
    for (const { start, rows, shape } of planBatches(count, shapes)) {
      throwIfCancelled(signal)
      for (let row = 0; row < rows; row++) {
        const values = activations.subarray((start + row) * length, (start + row + 1) * length)
        writeLayer(layer, values, boundary[0]!.subarray(row * layerLength(layer), (row + 1) * layerLength(layer)))
      }
      const inputs = boundary.map((values, i) => values.subarray(0, shape * sizes[i]!))
      const apart = sharesMemory(kernels, classifier.runtime.gpu) ? null : new Float32Array(shape * classes)
      await run('head', inputs, [apart ?? kernels.expose(reader.logits, shape * classes)], shape)
      if (apart) kernels.write(reader.logits, apart)
      const reading = performance.now()
      await reader.read(shape, rows, want)
      read += performance.now() - reading
      for (let row = 0; row < rows; row++) {
        putEntry(scores, start + row, reader.entry(row))
        reader.copyClasses(row, start + row, scores)
      }
      charge(rows)
    }
    wall += performance.now() - started
    return scores
  }

  return {
    layer,
    activation: readLayer(layer, own),
    get spent() {
      const other = Math.max(0, wall - inside - read)
      return { forwards, memoHits: 0, milliseconds: { mask: 0, model: inside, read, other } }
    },
    get remaining() {
      return budget.limit - budget.spent
    },
    evaluate: inTurn(evaluateAlone),
    release: reader.release,
  }
}

type Floats = Float32Array | GPUBuffer
