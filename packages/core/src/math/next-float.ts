/** Smallest positive float32 that every processor tells from 0; some read the subnormal ones below it as 0. */
const smallest = 2 ** -126

/** The float32 next above (`direction` 1) or next below (-1) a finite float32, leaving out the subnormal ones. */
export function nextFloat(value: number, direction: 1 | -1): number {
  if (Math.abs(value) < smallest) return direction * smallest
  const float = Float32Array.of(value)
  const bits = new Int32Array(float.buffer)
  bits[0] = bits[0]! + (value > 0 ? direction : -direction)
  return Math.abs(float[0]!) < smallest ? 0 : float[0]!
}
