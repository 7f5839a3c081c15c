import { availableParallelism, cpus } from 'node:os'

/** What computes here. */
export interface Machine {
  readonly node: string
  readonly system: string
  readonly processor: string
  readonly processors: number
}

/** This machine, as its system describes it. */
export function describeMachine(): Machine {
  return {
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: availableParallelism(),
  }
}
