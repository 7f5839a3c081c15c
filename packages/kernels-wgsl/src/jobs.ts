/** What a kernel call consists of: buffers by name and sizes by name. `Handle` lets a caller use its own branded number. */
export type Job<Handle extends number, Buffers extends string, Sizes extends string> = Readonly<
  Record<Buffers, Handle> & Record<Sizes, number>
>

/** Sizes of coarse cells, of the soft mask drawn from them, and of the window that the frame is. */
export type GridSizes = 'masks' | 'gridRows' | 'gridColumns' | 'upHeight' | 'upWidth' | 'height' | 'width'

/** Labels must lie below `regions`; they are the one index that is not checked here. A device reads within its buffers all the same. */
export type MaskRegionsJob<Handle extends number = number> = Job<
  Handle,
  'picture' | 'baseline' | 'labels' | 'weights' | 'output',
  'masks' | 'regions' | 'pixels'
>
export type MaskGridJob<Handle extends number = number> = Job<
  Handle,
  'picture' | 'baseline' | 'cells' | 'offsets' | 'output',
  GridSizes
>
export type AccumulateGridJob<Handle extends number = number> = Job<Handle, 'cells' | 'offsets' | 'values' | 'output', GridSizes>
export type ReadoutJob<Handle extends number = number> = Job<
  Handle,
  'logits' | 'targets' | 'output',
  'rows' | 'classes' | 'targetCount'
> & {
  readonly link: 'softmax' | 'sigmoid' | 'none'
}
export type SubsetGainJob<Handle extends number = number> = Job<
  Handle,
  'keep' | 'drop' | 'candidates' | 'distances' | 'selected' | 'nearest' | 'weights' | 'output',
  'candidateCount' | 'regions' | 'selectedCount'
>
export type HsicJob<Handle extends number = number> = Job<Handle, 'masks' | 'factor' | 'output', 'samples' | 'cells' | 'rank'>
