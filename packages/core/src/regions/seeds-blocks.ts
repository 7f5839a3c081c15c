import { binCount, type Histograms, moveHistogram, type SeedsBlocks, type SeedsState } from './seeds-state.ts'
import { staysWhole, sweepPairs } from './seeds-sweep.ts'

/** Moves blocks between superpixels, from coarse to fine, and returns the superpixel of each finest block. */
export function moveBlocks(state: SeedsState): Int32Array {
  const { superpixels, count } = state
  let labels = Int32Array.from({ length: count }, (_, label) => label)
  // OpenCV counts four blocks to a superpixel at first, though uneven grids give some more; equal maps need the same.
  let held = new Int32Array(count).fill(4)
  for (const blocks of state.levels.toReversed()) {
    labels = blocks.parent.map((parent) => labels[parent]!)
    if (blocks !== state.levels.at(-1)) held = countBlocks(labels, count)
    moveLevel(blocks, labels, superpixels, held)
  }
  return labels
}

function countBlocks(labels: Int32Array, count: number): Int32Array<ArrayBuffer> {
  const held = new Int32Array(count)
  for (const label of labels) held[label]! += 1
  return held
}

/** Gives each block at the border of two superpixels to the one whose colours it has, as long as the other stays in one piece. */
function moveLevel(
  { columns, rows, histograms }: SeedsBlocks,
  labels: Int32Array,
  superpixels: Histograms,
  held: Int32Array,
): void {
  const move = (block: number, from: number, to: number): void => {
    moveHistogram(histograms, block, from, superpixels, to)
    labels[block] = to
    held[from]! -= 1
    held[to]! += 1
  }

  sweepPairs(columns, rows, (first, along, aside) => {
    const second = first + along
    const a = labels[first]!
    const b = labels[second]!
    if (a === b) return false
    const aCanGive = held[a] === 2 || (held[a]! > 2 && staysWhole(labels, first, -along, aside))
    if (aCanGive && isCloserToOther(histograms, first, superpixels, a, b)) {
      move(first, a, b)
      return false
    }
    const bCanGive = held[b] === 2 || (held[b]! > 2 && staysWhole(labels, second, along, aside))
    if (!bCanGive || !isCloserToOther(histograms, second, superpixels, b, a)) return false
    move(second, b, a)
    // OpenCV leaves out the next pair after a move in this direction, and equal maps need the same.
    return true
  })
}

/** Whether the colours of a block overlap more with those of another superpixel than with the rest of its own. */
function isCloserToOther(blocks: Histograms, block: number, superpixels: Histograms, own: number, other: number): boolean {
  const size = blocks.pixels[block]!
  const ownSize = superpixels.pixels[own]! - size
  const otherSize = superpixels.pixels[other]!
  let withOwn = 0
  let withOther = 0
  for (let bin = 0; bin < binCount; bin++) {
    const pixels = blocks.bins[block * binCount + bin]!
    if (pixels === 0) continue
    withOwn += Math.min((superpixels.bins[own * binCount + bin]! - pixels) * size, pixels * ownSize)
    withOther += Math.min(superpixels.bins[other * binCount + bin]! * size, pixels * otherSize)
  }
  return Math.fround(withOther / (otherSize * size)) > Math.fround(withOwn / (ownSize * size))
}
