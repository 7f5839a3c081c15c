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
import { fillRows, named } from './derived-rows.ts'

/** Whose attention is read, of which frame, and on whose account. */
export interface AttentionOptions {
  readonly network: Network
  readonly classifier: Classifier
  /** The whole frame, f32[3, H, W] as the classifier normalises it. */
  readonly frame: Float32Array
  readonly budget: Budget
  readonly signal?: AbortSignal | undefined
}

/** What tokens attend to in every layer, by one forward of the frame. Throws BUDGET_SPENT and CANCELLED. */
export async function readAttention({
  network,
  classifier,
  frame,
  budget,
  signal,
}: AttentionOptions): Promise<readonly Attention[]> {
  const { attention, facts, batch, model, weights } = network
  throwIfCancelled(signal)
  requireBudget(budget, 1)
  const names = attention.map(({ name }) => name)
  const open = async (): Promise<DerivedSession> => {
    const declare = (name: string) => declareValue(name, facts.get(name)!.dims)
    const part = cut(model, { from: [declare('input')], to: names.map(declare) })
    return { session: await classifier.runtime.open(writeModel(part), weights), inputs: ['input'], outputs: names }
  }
  const results = names.map((name) => new Float32Array(product(facts.get(name)!.dims)))
  await classifier.derived.use('attention', open, async ({ session, inputs, outputs }) => {
    const input = fillRows(new Float32Array(batch * frame.length), frame)
    await session.run(named(inputs, [input]), named(outputs, results), batch)
  })
  budget.spent++
  return attention.map((layer, i) => ({ layer, values: results[i]!.slice(0, layer.heads * layer.tokens * layer.tokens) }))
}
