import { throwIfCancelled } from '../errors.ts'
import { product } from '../graph/broadcast.ts'
import { cut } from '../graph/cut.ts'
import { declareValue } from '../graph/value.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Classifier } from '../model/classifier.ts'
import type { DerivedSession } from '../model/derived-sessions.ts'
import type { Network } from '../model/network.ts'
import type { Attention } from './activation-evaluator.ts'
import { type Budget, requireBudget } from './budget.ts'
import { type MemoryBound, shapesWithin } from './buffers.ts'
import { defaultMemory } from './create-mask-evaluator.ts'
import { fillRows, named } from './derived-rows.ts'
import type { Cost } from './mask-evaluator.ts'

/** Whose attention is read, of which frame, and on whose account. */
export interface AttentionOptions {
  readonly network: Network
  readonly classifier: Classifier
  /** The whole frame, f32[3, H, W] as the classifier normalises it. */
  readonly frame: Float32Array
  readonly budget: Budget
  /** Default 256 MiB for what is read here alone. */
  readonly memory?: MemoryBound
  readonly signal?: AbortSignal | undefined
  /** Called afterwards with the forwards spent so far by everyone who shares the budget. */
  readonly onBatch?: ((forwards: number) => void) | undefined
}

/** What was read, and what it cost. */
export interface AttentionRead {
  readonly attention: readonly Attention[]
  readonly spent: Cost
}

/**
 * What tokens attend to in every layer, by one forward of the frame; none where the network has no attention. All layers are in memory at once, which
 * grows with the square of the tokens. Throws BUDGET_SPENT, BUDGET_MEMORY and CANCELLED.
 */
export async function readAttention(options: AttentionOptions): Promise<AttentionRead> {
  const { network, classifier, frame, budget, signal, onBatch } = options
  const { attention, facts, batch, model, weights } = network
  if (attention.length === 0) return { attention: [], spent: costOf(0, 0) }
  throwIfCancelled(signal)
  requireBudget(budget, 1)
  const names = attention.map(({ name }) => name)
  const sizes = names.map((name) => product(facts.get(name)!.dims))
  const row = (4 * sizes.reduce((sum, size) => sum + size, 0)) / batch
  const memory = options.memory ?? { mebibytes: defaultMemory, evaluators: 1 }
  shapesWithin([batch], classifier.forwardMilliseconds, { fixed: 0, row }, memory)
  const open = async (): Promise<DerivedSession> => {
    const declare = (name: string) => declareValue(name, facts.get(name)!.dims)
    const part = cut(model, { from: [declare('input')], to: names.map(declare) })
    return { session: await classifier.runtime.open(writeModel(part), weights), inputs: ['input'], outputs: names }
  }
  const results = sizes.map((size) => new Float32Array(size))
  let inside = 0
  await classifier.derived.use('attention', open, async ({ session, inputs, outputs }) => {
    const input = fillRows(new Float32Array(batch * frame.length), frame)
    const started = performance.now()
    await session.run(named(inputs, [input]), named(outputs, results), batch)
    inside = performance.now() - started
  })
  budget.spent++
  onBatch?.(budget.spent)
  return {
    attention: attention.map((layer, i) => ({ layer, values: results[i]!.subarray(0, layer.heads * layer.tokens ** 2) })),
    spent: costOf(1, inside),
  }
}

function costOf(forwards: number, model: number): Cost {
  return { forwards, memoHits: 0, milliseconds: { mask: 0, model, read: 0, other: 0 } }
}
