import { type AttributeValue, createNode } from './node.ts'
import type { OnnxNode } from './proto.ts'

/** One operator of a chain; `constants` are its further inputs. */
export interface ChainStep {
  readonly opType: string
  readonly attributes?: Readonly<Record<string, AttributeValue>>
  readonly constants?: readonly string[]
}

/** Nodes that lead from one tensor to another, step by step; an Identity where there is nothing to do but the name differs. */
export function chain(from: string, to: string, steps: readonly ChainStep[]): readonly OnnxNode[] {
  const all = steps.length === 0 && from !== to ? [{ opType: 'Identity' }] : steps
  const between = (index: number): string => (index === 0 ? from : index === all.length ? to : `${from}_to_${to}_${index}`)
  return all.map(({ opType, attributes, constants }: ChainStep, i) =>
    createNode(opType, [between(i), ...(constants ?? [])], [between(i + 1)], attributes),
  )
}
