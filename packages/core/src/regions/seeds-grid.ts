import { maximumRegions } from './limits.ts'

/** Blocks of one level: `columns` by `rows` of them cover the frame. */
export interface SeedsLevel {
  readonly columns: number
  readonly rows: number
}

/** Levels of blocks that are asked for; frames with few pixels for a superpixel get fewer. */
const wantedLevels = 3

/** OpenCV takes no smaller request. */
const fewestSuperpixels = 10

/**
 * The grids of SEEDS from the finest blocks (level 0) to the superpixels (last) for a request of so many superpixels, as OpenCV lays them
 * out: the sides of the finest blocks are rounded up, so there may be fewer superpixels than asked for.
 */
export function layOutSeeds(width: number, height: number, superpixels: number): readonly SeedsLevel[] {
  const wanted = Math.max(superpixels, fewestSuperpixels)
  const ratio = Math.fround(Math.fround(wanted * height) / width)
  // A frame so narrow that no row or column is left has one, and no more than its pixels.
  const rows = clamp(Math.trunc(Math.fround(Math.sqrt(ratio))), height)
  const columns = clamp(Math.trunc((rows * width) / height), width)

  let levels = wantedLevels
  while (levels > 1 && Math.min(width / columns, height / rows) / 2 ** (levels - 1) < 1) levels--
  const blockWidth = Math.ceil(width / columns / 2 ** (levels - 1))
  const blockHeight = Math.ceil(height / rows / 2 ** (levels - 1))
  let level = { columns: Math.trunc(width / blockWidth), rows: Math.trunc(height / blockHeight) }
  const grids = [level]
  while (grids.length < levels) {
    level = { columns: Math.max(1, Math.trunc(level.columns / 2)), rows: Math.max(1, Math.trunc(level.rows / 2)) }
    grids.push(level)
  }
  return grids
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(1, value))
}

/**
 * The smallest request whose number of superpixels is nearest to `count`, at most 65535. SEEDS has few sizes to choose from: 49 and 81 at
 * 224x224, none in between, and hardly fewer than 9.
 */
export function chooseSuperpixels(width: number, height: number, count: number): number {
  const limit = Math.min(width * height, 4 * Math.max(count, fewestSuperpixels))
  let best = fewestSuperpixels
  let bestError = Number.POSITIVE_INFINITY
  for (let request = fewestSuperpixels; request <= limit; request++) {
    const { columns, rows } = layOutSeeds(width, height, request).at(-1)!
    const error = Math.abs(columns * rows - count)
    if (columns * rows > maximumRegions || error >= bestError) continue
    best = request
    bestError = error
  }
  return best
}
