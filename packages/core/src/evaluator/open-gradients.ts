import { TelltaleError, throwIfCancelled } from '../errors.ts'
import { policyFor } from '../graph/gradients/provider-policy.ts'
import type { RectifierRule } from '../graph/gradients/rule.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Classifier } from '../model/classifier.ts'
import type { DerivedSession } from '../model/derived-sessions.ts'
import { inTurn } from '../model/in-turn.ts'
import type { Network } from '../model/network.ts'
import { layerLength, readLayer, type SpatialLayer } from '../model/spatial-layer.ts'
import { type Budget, requireBudget } from './budget.ts'
import { layerOf } from './derived-layer.ts'
import { fillRows, named } from './derived-rows.ts'
import type { GradientEvaluator, Gradients } from './gradient-evaluator.ts'
import { gradientGraph } from './gradient-graph.ts'
import type { Target } from './mask-evaluator.ts'

/** What a gradient evaluator is made of; classifier and network outlive it. */
export interface GradientOptions {
  readonly network: Network
  readonly classifier: Classifier
  /** Forwards allowed; Infinity when absent. Shared with others by passing the same object. */
  readonly budget?: Budget
  readonly signal?: AbortSignal | undefined
  /** Called after each run with the forwards spent so far by everyone who shares the budget. */
  readonly onBatch?: ((forwards: number) => void) | undefined
}

/** Forward and backward part of one frame, in forwards. */
const pictureForwards = 3

/** Opens the one road to derivatives. Nothing is derived or run before the first call; sessions stay with the classifier. */
export function openGradients({ network, classifier, signal, onBatch, ...options }: GradientOptions): GradientEvaluator {
  const budget = options.budget ?? { limit: Number.POSITIVE_INFINITY, spent: 0 }
  const { batch } = network
  const frameLength = network.facts
    .get('input')!
    .dims.slice(1)
    .reduce((all, size) => all * size, 1)
  const { classes } = classifier.info
  const arrays = new Map<string, Arrays>()
  let forwards = 0
  let inside = 0
  let wall = 0

  const forwardsOf = (of: 'input' | SpatialLayer): number => {
    if (of === 'input') return pictureForwards
    const share = network.multiplications > 0 ? network.multiplicationsAfter(of) / network.multiplications : 0
    return Math.round(1 + (pictureForwards - 1) * share)
  }
  const arraysFor = (of: 'input' | SpatialLayer): Arrays => {
    const name = nameOf(of)
    const length = batch * (of === 'input' ? frameLength : layerLength(of))
    const made = arrays.get(name) ?? {
      input: new Float32Array(batch * frameLength),
      seed: new Float32Array(batch * classes),
      logits: new Float32Array(batch * classes),
      gradient: new Float32Array(length),
      activation: new Float32Array(of === 'input' ? 0 : length),
    }
    arrays.set(name, made)
    return made
  }
  const open = async (of: 'input' | SpatialLayer, rule: RectifierRule): Promise<DerivedSession> => {
    const policy = policyFor(classifier.runtime.device)
    const { model, inputs, outputs } = gradientGraph(network, { of, rule, policy })
    return { session: await classifier.runtime.open(writeModel(model), network.weights), inputs, outputs }
  }

  const run = async (frames: Float32Array, target: Target, of: 'input' | SpatialLayer, rule: RectifierRule): Promise<Arrays> => {
    const { input, seed, ...results } = arraysFor(of)
    fillRows(input, frames)
    seed.fill(0)
    for (let row = 0; row < batch; row++) {
      seed[row * classes + target.class] = 1
      if (target.against !== undefined) seed[row * classes + target.against] = -1
    }
    await classifier.derived.use(
      `gradient ${rule} ${nameOf(of)}`,
      () => open(of, rule),
      async ({ session, inputs, outputs }) => {
        const started = performance.now()
        const arraysInOrder = [results.logits, results.gradient, results.activation]
        await session.run(named(inputs, [input, seed]), named(outputs, arraysInOrder), batch)
        inside += performance.now() - started
      },
    )
    return { input, seed, ...results }
  }

  const evaluateAlone: GradientEvaluator['evaluate'] = async (frames, count, target, of, rule = 'plain') => {
    if (frames.length !== count * frameLength)
      throw new RangeError(`${count} frames have ${count * frameLength} numbers; there are ${frames.length}.`)
    const price = forwardsOf(of)
    requireBudget(budget, count * price)
    const started = performance.now()
    const result = emptyGradients(frames, count, of)
    for (let start = 0; start < count; start += batch) {
      throwIfCancelled(signal)
      const rows = Math.min(batch, count - start)
      const made = await run(frames.subarray(start * frameLength, (start + rows) * frameLength), target, of, rule)
      for (let row = 0; row < rows; row++) {
        const line = made.logits.subarray(row * classes, (row + 1) * classes)
        result.logits[start + row] = line[target.class]! - (target.against === undefined ? 0 : line[target.against]!)
        keepRow(result, start + row, made, row, of)
      }
      requireFinite(result, start, rows, classifier.info.name)
      budget.spent += rows * price
      forwards += rows * price
      onBatch?.(budget.spent)
    }
    wall += performance.now() - started
    return result
  }

  return {
    network,
    normalise: classifier.normalise,
    layer: (name) => layerOf(network, name),
    forwardsOf,
    get spent() {
      return { forwards, memoHits: 0, milliseconds: { mask: 0, model: inside, read: 0, other: Math.max(0, wall - inside) } }
    },
    get remaining() {
      return budget.limit - budget.spent
    },
    evaluate: inTurn(evaluateAlone),
  }
}

/** What one run reads and writes. */
interface Arrays {
  readonly input: Float32Array
  readonly seed: Float32Array
  readonly logits: Float32Array
  readonly gradient: Float32Array
  readonly activation: Float32Array
}

function nameOf(of: 'input' | SpatialLayer): string {
  // A layer could be called "input" as well.
  return of === 'input' ? 'picture' : `layer ${of.name}`
}

function emptyGradients(frames: Float32Array, count: number, of: 'input' | SpatialLayer): Gradients {
  const logits = new Float64Array(count)
  if (of === 'input') return { gradient: new Float32Array(frames.length), activation: frames, logits }
  const length = count * of.channels * of.rows * of.columns
  return { gradient: new Float32Array(length), activation: new Float32Array(length), logits }
}

function keepRow(result: Gradients, index: number, made: Arrays, row: number, of: 'input' | SpatialLayer): void {
  const length = of === 'input' ? result.gradient.length / result.logits.length : layerLength(of)
  const gradient = made.gradient.subarray(row * length, (row + 1) * length)
  if (of === 'input') {
    result.gradient.set(gradient, index * length)
    return
  }
  const kept = of.channels * of.rows * of.columns
  result.gradient.set(readLayer(of, gradient), index * kept)
  result.activation.set(readLayer(of, made.activation.subarray(row * length, (row + 1) * length)), index * kept)
}

function requireFinite({ gradient, logits }: Gradients, start: number, rows: number, model: string): void {
  const length = gradient.length / logits.length
  // A sum of float32 numbers in float64 is finite when all of them are.
  let sum = 0
  for (let row = start; row < start + rows; row++) sum += logits[row]!
  for (let at = start * length; at < (start + rows) * length; at++) sum += gradient[at]!
  if (Number.isFinite(sum)) return
  throw new TelltaleError(
    'MODEL_NOT_FINITE',
    `The model "${model}" has no finite derivative for a frame.`,
    'Choose a method that reads scores only, or a layer nearer to the end: where a network is infinitely steep, it has no derivative.',
    { file: model, value: String(sum) },
  )
}
