import type { OnnxNode } from './proto.ts'
import { readsOf } from './walk.ts'

/** Nodes in an order that can be run, or some tensors of a circle. */
export interface SortedNodes {
  /** The very list that was given where its order can be run. */
  readonly nodes: OnnxNode[]
  readonly circle: readonly string[] | null
}

/** Places every node behind those that make what it reads, and moves none without need. `makers` tells which node makes a tensor. */
export function sortNodes(nodes: OnnxNode[], makers: ReadonlyMap<string, OnnxNode>): SortedNodes {
  const sorted: OnnxNode[] = []
  const state = new Map<OnnxNode, 'open' | 'done'>()
  for (const root of nodes) {
    if (state.has(root)) continue
    state.set(root, 'open')
    // A stack of our own: the longest chain may have more nodes than calls may nest.
    const stack = [{ node: root, waiting: sourcesOf(root, makers) }]
    while (stack.length > 0) {
      const { node, waiting } = stack.at(-1)!
      const next = waiting.pop()
      if (next === undefined) {
        state.set(node, 'done')
        sorted.push(node)
        stack.pop()
      } else if (state.get(next) === 'open') {
        const from = stack.findIndex((entry) => entry.node === next)
        return { nodes, circle: stack.slice(from, from + mostNamed).map((entry) => entry.node.output[0] ?? entry.node.opType) }
      } else if (!state.has(next)) {
        state.set(next, 'open')
        stack.push({ node: next, waiting: sourcesOf(next, makers) })
      }
    }
  }
  return { nodes: sorted.every((node, i) => node === nodes[i]) ? nodes : sorted, circle: null }
}

/** As many tensors of a circle as an error message can hold. */
const mostNamed = 5

/** Nodes that a node waits for, the last one first. */
function sourcesOf(node: OnnxNode, makers: ReadonlyMap<string, OnnxNode>): OnnxNode[] {
  const sources = new Set<OnnxNode>()
  for (const name of readsOf(node)) {
    const maker = makers.get(name)
    if (maker !== undefined) sources.add(maker)
  }
  return [...sources].reverse()
}
