/** Mean squared distance of the values from their mean (divided by n); NaN of none. */
export function variance(values: ArrayLike<number>): number {
  const count = values.length
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]!
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) ** 2
  return squares / count
}
