import { TelltaleError } from '../errors.ts'
import type { BufferHandle, Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { EvaluatorBuffers } from './buffers.ts'
import type { Masks } from './mask-evaluator.ts'
import type { Batch } from './plan-batches.ts'

/** Fills the image buffer with one batch of masked pictures. */
export interface MaskDrawer {
  /** `indices` are the masks of the whole call in the order to draw; padding repeats the last of the batch. */
  readonly draw: (batch: Batch, indices: Uint32Array) => void
  readonly release: () => void
}

interface DrawContext {
  readonly kernels: Kernels
  readonly buffers: EvaluatorBuffers
  readonly classifier: Classifier
  readonly frame: Frame
  readonly regions: RegionMap
  readonly rows: number
}

/** Chooses how masks of this kind become pixels. Extra buffers live until `release`. */
export function createDrawer(masks: Masks, context: DrawContext): MaskDrawer {
  if (masks.kind === 'regions') return drawRegions(masks, context)
  if (masks.kind === 'grid') return drawGrid(masks, context)
  return drawFrames(masks, context)
}

function drawRegions(masks: Extract<Masks, { kind: 'regions' }>, context: DrawContext): MaskDrawer {
  const { kernels, buffers, rows } = context
  const own = masks.regions !== undefined && masks.regions !== context.regions
  const regions = masks.regions ?? context.regions
  requireLength('weights', masks.weights.length, masks.count * regions.count)
  requireFinite('weights', masks.weights)
  if (regions.labels.length !== context.regions.labels.length)
    requireLength('region labels', regions.labels.length, context.regions.labels.length)
  const labels = own ? kernels.allocate(4 * Math.ceil(regions.labels.length / 2)) : buffers.labels
  const weights = own ? kernels.allocate(4 * rows * regions.count) : buffers.weights
  if (own) kernels.write(labels, regions.labels)
  const staging = new Float32Array(rows * regions.count)
  return {
    draw: (batch, indices) => {
      gatherRows(staging, masks.weights, regions.count, batch, indices)
      kernels.write(weights, staging.subarray(0, batch.shape * regions.count))
      kernels.maskRegions({
        picture: buffers.picture,
        baseline: buffers.baseline,
        labels,
        weights,
        output: buffers.images,
        masks: batch.shape,
        regions: regions.count,
        pixels: regions.labels.length,
      })
    },
    release: () => {
      if (own) releaseAll(kernels, [labels, weights])
    },
  }
}

function drawGrid(masks: Extract<Masks, { kind: 'grid' }>, context: DrawContext): MaskDrawer {
  const { kernels, buffers, frame, rows } = context
  const [gridRows, gridColumns] = masks.size
  const cellCount = gridRows * gridColumns
  requireLength('cells', masks.cells.length, masks.count * cellCount)
  requireFinite('cells', masks.cells)
  const cells = kernels.allocate(4 * rows * cellCount)
  const offsets = kernels.allocate(8 * rows)
  const cellStaging = new Float32Array(rows * cellCount)
  const offsetStaging = new Uint32Array(2 * rows)
  return {
    draw: (batch, indices) => {
      gatherRows(cellStaging, masks.cells, cellCount, batch, indices)
      if (masks.offsets) gatherRows(offsetStaging, masks.offsets, 2, batch, indices)
      kernels.write(cells, cellStaging.subarray(0, batch.shape * cellCount))
      kernels.write(offsets, offsetStaging.subarray(0, 2 * batch.shape))
      kernels.maskGrid({
        picture: buffers.picture,
        baseline: buffers.baseline,
        cells,
        offsets,
        output: buffers.images,
        masks: batch.shape,
        gridRows,
        gridColumns,
        upHeight: masks.upsampled[0],
        upWidth: masks.upsampled[1],
        height: frame.height,
        width: frame.width,
      })
    },
    release: () => releaseAll(kernels, [cells, offsets]),
  }
}

function drawFrames(masks: Extract<Masks, { kind: 'frames' }>, context: DrawContext): MaskDrawer {
  const { kernels, buffers, classifier, frame } = context
  const rgb = new Float32Array(3 * frame.width * frame.height)
  return {
    draw: (batch, indices) => {
      for (let row = 0; row < batch.shape; row++) {
        masks.draw(sourceRow(batch, indices, row), rgb)
        kernels.write(buffers.images, classifier.normalise(rgb), row * 4 * rgb.length)
      }
    },
    release: () => undefined,
  }
}

/** Copies the batch's rows of `from` to the front of `to`; rows beyond the wanted ones repeat the last. */
function gatherRows<T extends Float32Array | Uint32Array>(
  to: T,
  from: T,
  length: number,
  batch: Batch,
  indices: Uint32Array,
): void {
  for (let row = 0; row < batch.shape; row++) {
    const start = sourceRow(batch, indices, row) * length
    to.set(from.subarray(start, start + length), row * length)
  }
}

const sourceRow = (batch: Batch, indices: Uint32Array, row: number): number =>
  indices[batch.start + Math.min(row, batch.rows - 1)]!

function releaseAll(kernels: Kernels, buffers: readonly BufferHandle[]): void {
  for (const buffer of buffers) kernels.release(buffer)
}

function requireLength(what: string, actual: number, expected: number): void {
  if (actual === expected) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `The masks' ${what} have ${actual} numbers where ${expected} are needed.`,
    'Pass one row per mask.',
    {
      value: actual,
      limit: expected,
    },
  )
}

// What a kernel does with numbers that are none is every backend's own.
function requireFinite(what: string, numbers: Float32Array): void {
  const wrong = numbers.findIndex((value) => !Number.isFinite(value))
  if (wrong < 0) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `The masks' ${what} hold ${numbers[wrong]} at place ${wrong}.`,
    'Pass finite numbers, 1 for what is kept and 0 for what is hidden.',
    { value: String(numbers[wrong]) },
  )
}
