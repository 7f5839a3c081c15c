import { TelltaleError } from '../errors.ts'
import type { BufferHandle, Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { allowedShapes } from './plan-batches.ts'

/** Everything one evaluator keeps in kernel memory besides its scores, allocated once. */
export interface EvaluatorBuffers {
  readonly picture: BufferHandle
  readonly baseline: BufferHandle
  readonly labels: BufferHandle
  readonly weights: BufferHandle
  readonly images: BufferHandle
  readonly features: BufferHandle | null
  readonly release: () => void
}

/** Kernel memory that masked pictures take; `scoreFloats` numbers of a row are for its scores. */
export function bytesOfMasks({ info }: Classifier, { count, width, height, labels }: RegionMap, scoreFloats: number): BatchBytes {
  const frame = 3 * width * height
  return { fixed: 2 * 4 * frame + 2 * labels.length, row: 4 * (count + frame + info.featureLength + scoreFloats) }
}

/** A bound in MiB (1024 * 1024 bytes) on the buffers of so many evaluators that are open at the same time. */
export interface MemoryBound {
  readonly mebibytes: number
  readonly evaluators: number
}

/** What a batch takes of the memory, in bytes. */
export interface BatchBytes {
  readonly fixed: number
  readonly row: number
}

/** Of the batches that may be used, those within one evaluator's part of the memory bound. Throws BUDGET_MEMORY when not even the smallest fits. */
export function shapesWithin(
  batches: readonly number[],
  forwardMilliseconds: number,
  { fixed, row }: BatchBytes,
  { mebibytes, evaluators }: MemoryBound,
): readonly number[] {
  const rows = Math.floor(((mebibytes * 1048576) / evaluators - fixed) / row)
  const shapes = allowedShapes(batches, rows, forwardMilliseconds)
  if (shapes.length > 0) return shapes
  const needed = Math.ceil((evaluators * (fixed + row * batches[0]!)) / 1048576)
  throw new TelltaleError(
    'BUDGET_MEMORY',
    `The memory bound of ${mebibytes} MiB is too small: the smallest batch needs ${needed} MiB.`,
    `Allow at least ${needed} MiB (--memory ${needed}).`,
    { value: mebibytes, limit: needed },
  )
}

/** Allocates all buffers for batches of up to `rows`; `release` gives every one back. */
export function allocateBuffers(kernels: Kernels, classifier: Classifier, regions: RegionMap, rows: number): EvaluatorBuffers {
  const { featureLength } = classifier.info
  const pixels = regions.width * regions.height
  const held: BufferHandle[] = []
  const floats = (count: number): BufferHandle => {
    const buffer = kernels.allocate(Math.max(4, 4 * count))
    held.push(buffer)
    return buffer
  }
  return {
    picture: floats(3 * pixels),
    baseline: floats(3 * pixels),
    labels: floats(Math.ceil(pixels / 2)),
    weights: floats(rows * regions.count),
    images: floats(rows * 3 * pixels),
    features: featureLength > 0 ? floats(rows * featureLength) : null,
    release: () => {
      for (const buffer of held) kernels.release(buffer)
    },
  }
}
