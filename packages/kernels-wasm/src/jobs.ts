/** What a kernel call consists of: buffers by name and sizes by name. `Handle` lets a caller use its own branded number. */
export type Job<Handle extends number, Buffers extends string, Sizes extends string> = Readonly<
  Record<Buffers, Handle> & Record<Sizes, number>
>

type GridSizes = 'masks' | 'gridRows' | 'gridColumns' | 'upHeight' | 'upWidth' | 'height' | 'width'

/** Labels must lie below `regions`; they are the one index that is not checked here, since that would cost as much as the kernel. */
export type MaskRegionsJob<Handle extends number> = Job<
  Handle,
  'picture' | 'baseline' | 'labels' | 'weights' | 'output',
  'masks' | 'regions' | 'pixels'
>
export type MaskGridJob<Handle extends number> = Job<Handle, 'picture' | 'baseline' | 'cells' | 'offsets' | 'output', GridSizes>
export type AccumulateGridJob<Handle extends number> = Job<Handle, 'cells' | 'offsets' | 'values' | 'output', GridSizes>
export type ReadoutJob<Handle extends number> = Job<
  Handle,
  'logits' | 'targets' | 'output',
  'rows' | 'classes' | 'targetCount'
> & {
  readonly link: 'softmax' | 'sigmoid' | 'none'
}
export type SubsetGainJob<Handle extends number> = Job<
  Handle,
  'keep' | 'drop' | 'candidates' | 'distances' | 'selected' | 'nearest' | 'weights' | 'output',
  'candidateCount' | 'regions' | 'selectedCount'
>
export type HsicJob<Handle extends number> = Job<Handle, 'masks' | 'factor' | 'output', 'samples' | 'cells' | 'rank'>
