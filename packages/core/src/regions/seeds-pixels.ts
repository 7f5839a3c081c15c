import { binCount, type SeedsState } from './seeds-state.ts'
import { staysWhole, sweepPairs } from './seeds-sweep.ts'

/**
 * One pass over all pixels at the borders of superpixels. `labels` holds the superpixel of each pixel and is changed. A pass with
 * `firstGives` asks of each pair first whether its first pixel joins the other's superpixel, else whether its second does.
 */
export function movePixels(state: SeedsState, labels: Int32Array, firstGives: boolean): void {
  const { width, height } = state
  const across = [...offsets(width, [-1, 1], [-1, 0, 1, 2]), -1, 2]
  // OpenCV looks further to the right than to the left here, and equal maps need the same.
  const down = [...offsets(width, [-1, 2], [-1, 0, 1]), ...offsets(width, [0, 1], [-1, 2])]

  sweepPairs(width, height, (first, along, aside) => {
    const second = first + along
    const a = labels[first]!
    const b = labels[second]!
    if (a === b) return false

    const firstStays = (): boolean => staysWhole(labels, first, -along, aside)
    const secondStays = (): boolean => staysWhole(labels, second, along, aside)
    if (!(firstGives ? firstStays() : secondStays())) return false
    const around = along === 1 ? across : down
    const nearA = countAround(labels, first, around, a)
    const nearB = countAround(labels, first, around, b)
    const giveFirst = (): boolean => {
      if (!fitsBetter(state, first, a, b, nearA, nearB)) return false
      relabel(state, labels, first, b)
      return true
    }
    // Also after this move OpenCV leaves out the next pair.
    const giveSecond = (): boolean => {
      if (!fitsBetter(state, second, b, a, nearB, nearA)) return false
      relabel(state, labels, second, a)
      return true
    }
    if (firstGives) return !giveFirst() && secondStays() && giveSecond()
    if (giveSecond()) return true
    if (firstStays()) giveFirst()
    return false
  })
  copyInwards(state, labels)
}

function offsets(width: number, rows: readonly number[], columns: readonly number[]): number[] {
  return rows.flatMap((row) => columns.map((column) => row * width + column))
}

function countAround(labels: Int32Array, first: number, around: readonly number[], label: number): number {
  let count = 0
  for (const offset of around) if (labels[first + offset] === label) count++
  return count
}

/** Whether a pixel's colour is likelier in superpixel `to` than in its own, by their colours, sizes and presence around. Float32 throughout. */
function fitsBetter(
  { bins, superpixels }: SeedsState,
  pixel: number,
  from: number,
  to: number,
  nearFrom: number,
  nearTo: number,
): boolean {
  const sizeFrom = superpixels.pixels[from]!
  const sizeTo = superpixels.pixels[to]!
  const there = superpixels.bins[to * binCount + bins[pixel]!]!
  const here = superpixels.bins[from * binCount + bins[pixel]!]!
  const ratio = nearTo === 0 ? 1 : Math.fround(nearFrom / nearTo)
  const weighted = Math.fround(Math.fround(Math.fround(here * sizeTo) * sizeTo) * Math.fround(ratio * ratio))
  return Math.fround(Math.fround(there * sizeFrom) * sizeFrom) > weighted
}

function relabel({ bins, superpixels }: SeedsState, labels: Int32Array, pixel: number, to: number): void {
  const from = labels[pixel]!
  if (from === to) return
  const bin = bins[pixel]!
  superpixels.bins[from * binCount + bin]! -= 1
  superpixels.pixels[from]! -= 1
  superpixels.bins[to * binCount + bin]! += 1
  superpixels.pixels[to]! += 1
  labels[pixel] = to
}

/** Border pixels, which have no surroundings, follow their inner neighbours. */
function copyInwards(state: SeedsState, labels: Int32Array): void {
  const { width, height } = state
  const last = width * (height - 1)
  for (let x = 0; x < width && height > 1; x++) {
    relabel(state, labels, x, labels[x + width]!)
    relabel(state, labels, last + x, labels[last + x - width]!)
  }
  for (let row = 0; row <= last && width > 1; row += width) {
    relabel(state, labels, row, labels[row + 1]!)
    relabel(state, labels, row + width - 1, labels[row + width - 2]!)
  }
}
