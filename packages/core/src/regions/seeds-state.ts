import type { Pixels } from '../image/pixels.ts'
import { layOutSeeds, type SeedsLevel } from './seeds-grid.ts'

/** Colour bins: five levels of each channel. */
export const binCount = 125

/** What a set of pixels looks like: pixels per colour bin, and how many in all. */
export interface Histograms {
  /** `binCount` numbers per set. */
  readonly bins: Int32Array
  readonly pixels: Int32Array
}

/** Blocks of one level below the superpixels. */
export interface SeedsBlocks extends SeedsLevel {
  readonly histograms: Histograms
  /** The block of the next level, or the superpixel, that each of them begins in. */
  readonly parent: Int32Array
}

/** What one run of SEEDS works on; `superpixels` changes as blocks and pixels move. */
export interface SeedsState {
  readonly width: number
  readonly height: number
  readonly count: number
  /** Colour bin of each pixel. */
  readonly bins: Uint8Array
  /** From the finest blocks to those just below the superpixels; none when the finest are the superpixels. */
  readonly levels: readonly SeedsBlocks[]
  readonly superpixels: Histograms
  /** The finest block of each pixel. */
  readonly finest: Int32Array
}

/** Blocks and superpixels as they lie in their grids before anything moves. */
export function startSeeds(frame: Pixels, requested: number): SeedsState {
  const { width, height } = frame
  const grids = layOutSeeds(width, height, requested)
  const bins = colourBins(frame)
  const finest = blocksOfPixels(width, height, grids[0]!)

  let histograms = countColours(bins, finest, grids[0]!)
  const levels: SeedsBlocks[] = []
  for (let level = 0; level + 1 < grids.length; level++) {
    const parent = parentsOf(width, height, grids[level]!, grids[level + 1]!)
    levels.push({ ...grids[level]!, histograms, parent })
    histograms = sumByParent(histograms, parent, grids[level + 1]!)
  }
  return { width, height, count: histograms.pixels.length, bins, levels, superpixels: histograms, finest }
}

function colourBins({ rgb }: Pixels): Uint8Array {
  const level = (value: number): number => Math.trunc((value * 5) / 256)
  const bins = new Uint8Array(rgb.length / 3)
  for (let i = 0, from = 0; i < bins.length; i++, from += 3) {
    bins[i] = level(rgb[from]!) * 25 + level(rgb[from + 1]!) * 5 + level(rgb[from + 2]!)
  }
  return bins
}

function blocksOfPixels(width: number, height: number, { columns, rows }: SeedsLevel): Int32Array {
  const blocks = new Int32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const first = blockOf(y, height, rows) * columns
    for (let x = 0; x < width; x++) blocks[i++] = first + blockOf(x, width, columns)
  }
  return blocks
}

function blockOf(position: number, size: number, blocks: number): number {
  return Math.min(blocks - 1, Math.trunc((position * blocks) / size))
}

/** A block that straddles two of the next level belongs to that of its last row and column. */
function parentsOf(width: number, height: number, level: SeedsLevel, next: SeedsLevel): Int32Array {
  const columns = parentsOnAxis(width, level.columns, next.columns)
  const rows = parentsOnAxis(height, level.rows, next.rows)
  const parent = new Int32Array(level.columns * level.rows)
  for (let block = 0; block < parent.length; block++) {
    const column = block % level.columns
    parent[block] = rows[(block - column) / level.columns]! * next.columns + columns[column]!
  }
  return parent
}

function parentsOnAxis(size: number, blocks: number, nextBlocks: number): Int32Array {
  const parents = new Int32Array(blocks)
  for (let position = 0; position < size; position++) {
    parents[blockOf(position, size, blocks)] = blockOf(position, size, nextBlocks)
  }
  return parents
}

function countColours(bins: Uint8Array, blocks: Int32Array, { columns, rows }: SeedsLevel): Histograms {
  const histograms = emptyHistograms(columns * rows)
  for (let i = 0; i < bins.length; i++) {
    histograms.bins[blocks[i]! * binCount + bins[i]!]! += 1
    histograms.pixels[blocks[i]!]! += 1
  }
  return histograms
}

function sumByParent(histograms: Histograms, parent: Int32Array, { columns, rows }: SeedsLevel): Histograms {
  const sums = emptyHistograms(columns * rows)
  for (let block = 0; block < parent.length; block++) moveHistogram(histograms, block, null, sums, parent[block]!)
  return sums
}

function emptyHistograms(count: number): Histograms {
  return { bins: new Int32Array(count * binCount), pixels: new Int32Array(count) }
}

/** Takes the pixels of a block from the set `from` of `sets`, when there is one, and adds them to the set `to`. */
export function moveHistogram(blocks: Histograms, block: number, from: number | null, sets: Histograms, to: number): void {
  for (let bin = 0; bin < binCount; bin++) {
    const pixels = blocks.bins[block * binCount + bin]!
    if (from !== null) sets.bins[from * binCount + bin]! -= pixels
    sets.bins[to * binCount + bin]! += pixels
  }
  if (from !== null) sets.pixels[from]! -= blocks.pixels[block]!
  sets.pixels[to]! += blocks.pixels[block]!
}
