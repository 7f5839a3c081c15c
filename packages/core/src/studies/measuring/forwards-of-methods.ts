import type { StudyMethod } from './measure-methods.ts'

/** Forwards expected of methods on a frame of so many regions. One whose cost depends on what it finds counts as nothing: estimates correct themselves as a study goes on. */
export function forwardsOfMethods(methods: readonly StudyMethod[], regions: number): number {
  const costs = methods.map(({ method }) => method.cost(regions))
  return costs.filter(Number.isFinite).reduce((sum, forwards) => sum + forwards, 0)
}
