/** Means of the values of a plane, row-major, over blocks of `side` x `side`; blocks at the right and lower border are cut off. */
export function blockMeans(values: ArrayLike<number>, width: number, height: number, side: number): Float64Array {
  const columns = Math.ceil(width / side)
  const sums = new Float64Array(columns * Math.ceil(height / side))
  const counts = new Float64Array(sums.length)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const block = Math.floor(y / side) * columns + Math.floor(x / side)
      sums[block]! += values[at]!
      counts[block]! += 1
    }
  }
  return sums.map((sum, block) => sum / counts[block]!)
}
