/** Share of the values above zero that lies in a mask, null without any, and their share of all magnitude. */
export function shareOfPositive(
  map: Float32Array,
  mask: Uint8Array,
): { readonly inside: number | null; readonly positive: number } {
  let [inside, positive, magnitude] = [0, 0, 0]
  map.forEach((value, pixel) => {
    magnitude += Math.abs(value)
    if (value <= 0) return
    positive += value
    if (mask[pixel] !== 0) inside += value
  })
  return { inside: positive === 0 ? null : inside / positive, positive: magnitude === 0 ? 0 : positive / magnitude }
}
