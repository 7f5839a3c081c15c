/** A pixel kept with the given weight; the two ends are copies, so that no rounding touches what is fully kept or hidden. */
export function blend(picture: number, baseline: number, weight: number): number {
  if (weight === 1) return picture
  if (weight === 0) return baseline
  return baseline + weight * (picture - baseline)
}
