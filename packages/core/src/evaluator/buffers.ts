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

/** Bytes of kernel memory that one row of a batch takes; `scoreFloats` of its numbers are for the scores. */
function bytesPerRow(classifier: Classifier, regions: RegionMap, scoreFloats: number): number {
  return 4 * (regions.count + 3 * regions.width * regions.height + classifier.info.featureLength + scoreFloats)
}

/** A bound in MiB (1024 * 1024 bytes) on the buffers of so many evaluators that are open at the same time. */
export interface MemoryBound {
  readonly mebibytes: number
  readonly evaluators: number
}

/** Batch shapes within one evaluator's part of the memory bound. Throws BUDGET_MEMORY when not even the smallest fits. */
export function shapesWithin(
  classifier: Classifier,
  regions: RegionMap,
  scoreFloats: number,
  { mebibytes, evaluators }: MemoryBound,
): readonly number[] {
  const row = bytesPerRow(classifier, regions, scoreFloats)
  const fixed = 2 * 4 * 3 * regions.width * regions.height + 2 * regions.labels.length
  const rows = Math.floor(((mebibytes * 1048576) / evaluators - fixed) / row)
  const shapes = allowedShapes(classifier.batches, rows, classifier.forwardMilliseconds)
  if (shapes.length > 0) return shapes
  const needed = Math.ceil((evaluators * (fixed + row * classifier.batches[0]!)) / 1048576)
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
