/**
 * A mask (not 0 = inside, row-major) with every pixel that is nearer to it than `distance`, from middle to middle, as 0 and 1. A distance of 0
 * adds nothing.
 */
export function dilated(mask: Uint8Array, width: number, height: number, distance: number): Uint8Array {
  const result = mask.map((value) => (value === 0 ? 0 : 1))
  const reach = Math.ceil(distance) - 1
  if (reach < 1) return result
  const below = distanceInColumn(mask, width, height)
  const limit = distance * distance
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const last = Math.min(width - 1, x + reach)
      for (let column = Math.max(0, x - reach); column <= last; column++) {
        const down = below[y * width + column]!
        if ((column - x) ** 2 + down * down >= limit) continue
        result[y * width + x] = 1
        break
      }
    }
  }
  return result
}

/** How far the nearest pixel of the mask in the same column is; Infinity without one. */
function distanceInColumn(mask: Uint8Array, width: number, height: number): Float64Array {
  const distance = new Float64Array(mask.length).fill(Number.POSITIVE_INFINITY)
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] !== 0) distance[pixel] = 0
    else if (pixel >= width) distance[pixel] = distance[pixel - width]! + 1
  }
  for (let pixel = width * (height - 1) - 1; pixel >= 0; pixel--)
    distance[pixel] = Math.min(distance[pixel]!, distance[pixel + width]! + 1)
  return distance
}
