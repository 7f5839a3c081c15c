import { commands } from 'vitest/browser'
import type * as nodeSide from './node-side.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    inNode: (path: string, name: string, ...values: unknown[]) => Promise<unknown>
  }
}

type NodeSide = typeof nodeSide

/** Calls a function of `node-side.ts` in Node, from the page. */
export async function onNode<Name extends keyof NodeSide>(
  name: Name,
  ...values: Parameters<NodeSide[Name]>
): Promise<Awaited<ReturnType<NodeSide[Name]>>> {
  const answer = await commands.inNode('packages/core/test/browser/node-side.ts', name, ...values)
  return answer as Awaited<ReturnType<NodeSide[Name]>>
}
