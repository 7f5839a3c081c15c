import type { Job } from './jobs.ts'

/** What the calls of the host kernels consist of. `Handle` lets a caller use its own branded number. */
type MaskBuffers = 'bits' | 'table'
type MaskSizes = 'rows' | 'regions' | 'stride'

export type VarianceJob<Handle extends number> = Job<Handle, 'mask' | 'effects' | 'between', 'atEmpty' | 'regions'>
export type CovariancesJob<Handle extends number> = Job<
  Handle,
  MaskBuffers | 'mask' | 'linear' | 'linearAtEmpty' | 'output',
  'at' | 'from' | 'to' | 'regions' | 'stride'
>
export type FactorRowJob<Handle extends number> = Job<Handle, 'factor', 'row' | 'from' | 'floor'>
export type SolveForwardJob<Handle extends number> = Job<Handle, 'factor' | 'vector', 'from' | 'to'>
export type SolveForwardFourJob<Handle extends number> = Job<Handle, 'factor' | 'scratch', 'rows'> & {
  readonly vectors: readonly [Handle, Handle, Handle, Handle]
}
export type SubtractSquaresJob<Handle extends number> = Job<Handle, 'vector', 'start' | 'from' | 'to'>
export type SolveBackwardJob<Handle extends number> = Job<Handle, 'factor' | 'vector', 'rows'>
export type SumPrefixesJob<Handle extends number> = Job<
  Handle,
  MaskBuffers | 'weights' | 'codes' | 'order' | 'scratch' | 'sums' | 'shown',
  MaskSizes | 'from' | 'to'
>
export type SumTowardsJob<Handle extends number> = Job<
  Handle,
  MaskBuffers | 'weights' | 'codes' | 'mask' | 'nearer' | 'groupSums' | 'output',
  MaskSizes
>
export type SumPairsJob<Handle extends number> = Job<
  Handle,
  'nearer' | 'groupSums' | 'members' | 'others' | 'output',
  MaskSizes | 'memberCount' | 'otherCount'
>
