import type { TensorFacts } from './facts.ts'
import { activeTensors } from './gradients/active-tensors.ts'
import { graphOf, type OnnxModel } from './proto.ts'

/** Tensors through which everything that leads from `from` to `to` passes, first to last, both ends left out. */
export function dominators(model: OnnxModel, from: string, to: string, facts: TensorFacts): readonly string[] {
  const { active, walked } = activeTensors(graphOf(model), to, [from], facts)
  const lastRead = new Map<string, number>()
  walked.forEach(({ input }, position) => {
    for (const name of input) if (active.has(name)) lastRead.set(name, position)
  })
  const open = new Set([from])
  const found: string[] = []
  walked.forEach(({ input, output }, position) => {
    for (const name of input) if (lastRead.get(name) === position) open.delete(name)
    for (const name of output) if (lastRead.has(name)) open.add(name)
    // A tensor that is alone still to be read has nothing beside it.
    const [only] = open
    if (open.size === 1 && only !== undefined && output.includes(only)) found.push(only)
  })
  return found.filter((name) => name !== to)
}
