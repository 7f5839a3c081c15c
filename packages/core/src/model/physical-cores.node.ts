import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const topologyFolder = '/sys/devices/system/cpu'

/** Threads for one picture: the physical cores this process may use, at most 4. */
export async function defaultThreads(): Promise<number> {
  return Math.min(4, await physicalCores())
}

/** Physical cores that this process may use, at least 1. Hyperthreads share the units that inference needs. */
export async function physicalCores(): Promise<number> {
  const logical = availableParallelism()
  const physical = (await countPhysicalCores(topologyFolder)) ?? Math.floor(logical / 2)
  return Math.max(1, Math.min(logical, physical))
}

/** Physical cores as Linux describes them below `folder`; null elsewhere. Siblings of one core share one list. */
export async function countPhysicalCores(folder: string): Promise<number | null> {
  try {
    const processors = (await readdir(folder)).filter((name) => /^cpu\d+$/.test(name))
    const siblings = await Promise.all(
      processors.map((name) => readFile(join(folder, name, 'topology/thread_siblings_list'), 'utf8')),
    )
    return siblings.length === 0 ? null : new Set(siblings).size
  } catch {
    return null
  }
}
