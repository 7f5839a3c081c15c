import { TelltaleError } from '../errors.ts'
import type { BufferHandle, Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { allowedShapes } from './plan-batches.ts'

/** Everything one evaluator keeps in kernel memory, allocated once. */
export interface EvaluatorBuffers {
  readonly picture: BufferHandle
  readonly baseline: BufferHandle
  readonly labels: BufferHandle
  readonly weights: BufferHandle
  readonly images: BufferHandle
  readonly logits: BufferHandle
  readonly features: BufferHandle | null
  readonly targets: BufferHandle
  readonly scores: BufferHandle
  readonly everyClass: BufferHandle
  readonly everyScore: BufferHandle
  readonly release: () => void
}

/** Bytes of kernel memory that one row of a batch takes. */
function bytesPerRow(classifier: Classifier, regions: RegionMap, readoutLength: number): number {
  const { classes, featureLength } = classifier.info
  const floats = regions.count + 3 * regions.width * regions.height + classes + featureLength + readoutLength + 2 * classes + 3
  return 4 * floats
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
  readoutLength: number,
  { mebibytes, evaluators }: MemoryBound,
): readonly number[] {
  const row = bytesPerRow(classifier, regions, readoutLength)
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
export function allocateBuffers(
  kernels: Kernels,
  classifier: Classifier,
  regions: RegionMap,
  rows: number,
  targets: number,
): EvaluatorBuffers {
  const { classes, featureLength } = classifier.info
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
    logits: floats(rows * classes),
    features: featureLength > 0 ? floats(rows * featureLength) : null,
    targets: floats(targets),
    scores: floats(rows * (2 * targets + 3)),
    everyClass: floats(classes),
    everyScore: floats(rows * (2 * classes + 3)),
    release: () => {
      for (const buffer of held) kernels.release(buffer)
    },
  }
}
