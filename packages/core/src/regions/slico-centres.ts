import type { SlicoState } from './slico-state.ts'

/** Up to here float32 holds every whole number, so that sums need no rounding. */
const largestExact = 2 ** 24

/** The state with each region's centre moved to the mean of its pixels; an empty region falls to colour 0 at (0, 0). */
export function moveCentres(state: SlicoState): SlicoState {
  const { width, height, cell, count, colours, labels, spread } = state
  const exact = addByStretches(state)
  const sums = exact.every((sum) => sum <= largestExact) ? exact : addOneByOne(state)
  const [x, y, red] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  const [green, blue] = [new Float32Array(count), new Float32Array(count)]
  for (let label = 0; label < count; label++) {
    const at = 6 * label
    const size = Math.max(1, sums[at + 5]!)
    x[label] = sums[at]! / size
    y[label] = sums[at + 1]! / size
    red[label] = sums[at + 2]! / size
    green[label] = sums[at + 3]! / size
    blue[label] = sums[at + 4]! / size
  }
  // A new object, not a changed one: V8 compiles for what it has seen created, and would start over at the second picture.
  return { width, height, cell, count, colours, labels, centre: { x, y, red, green, blue }, spread }
}

/** Per region the sums of x, y, red, green and blue, and the number of pixels. */
function addByStretches({ width, height, count, colours, labels }: SlicoState): Float64Array {
  const sums = new Float64Array(6 * count)
  for (let x = 0; x < width; x++) {
    const column = x * height
    for (let start = 0, end = 0; start < height; start = end) {
      const label = labels[column + start]!
      let red = 0
      let green = 0
      let blue = 0
      for (; end < height && labels[column + end] === label; end++) {
        const colour = colours[column + end]!
        red = (red + (colour & 255)) | 0
        green = (green + ((colour >> 8) & 255)) | 0
        blue = (blue + (colour >> 16)) | 0
      }
      const size = end - start
      const at = 6 * label
      sums[at]! += x * size
      sums[at + 1]! += ((start + end - 1) / 2) * size
      sums[at + 2]! += red
      sums[at + 3]! += green
      sums[at + 4]! += blue
      sums[at + 5]! += size
    }
  }
  return sums
}

/** The same as float32 adds them, pixel by pixel: it rounds once sums pass its whole numbers. */
function addOneByOne({ width, height, count, colours, labels }: SlicoState): Float32Array {
  const sums = new Float32Array(6 * count)
  for (let x = 0, i = 0; x < width; x++) {
    for (let y = 0; y < height; y++, i++) {
      const at = 6 * labels[i]!
      const colour = colours[i]!
      sums[at]! += x
      sums[at + 1]! += y
      sums[at + 2]! += colour & 255
      sums[at + 3]! += (colour >> 8) & 255
      sums[at + 4]! += colour >> 16
      sums[at + 5]! += 1
    }
  }
  return sums
}
