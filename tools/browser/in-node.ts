import type { BrowserCommand } from 'vitest/node'

/**
 * Calls an exported function of a module of this repository (a path from its root) in Node, on the same sources, and gives the answer to the
 * page: so that one run compares both. Arguments and answer are plain data.
 */
export const inNode: BrowserCommand<[path: string, name: string, ...values: unknown[]]> = async (
  { project },
  path,
  name,
  ...values
) => {
  const module = await project.import<Record<string, (...values: unknown[]) => unknown>>(`/${path}`)
  return await module[name]!(...values)
}
