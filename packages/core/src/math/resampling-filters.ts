/** Weight of a number at a distance (0 or more, in steps of the grid) under linear interpolation. */
export function triangle(distance: number): number {
  return distance < 1 ? 1 - distance : 0
}

/** The same under cubic convolution with coefficient `a`: -0.5 in Pillow, -0.75 in ONNX and PyTorch. Keys (1981). */
export function keysCubic(distance: number, a: number): number {
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1
  if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * a
  return 0
}
