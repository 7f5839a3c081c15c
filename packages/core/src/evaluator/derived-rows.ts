/** Fills all rows of a batch with those given, which are repeated. */
export function fillRows(batch: Float32Array, rows: Float32Array): Float32Array {
  for (let at = 0; at < batch.length; at += rows.length) batch.set(rows.subarray(0, batch.length - at), at)
  return batch
}

/** Arrays by the names that a session has for them, in the same order. */
export function named<T>(names: readonly string[], arrays: readonly T[]): Record<string, T> {
  return Object.fromEntries(names.map((name, i) => [name, arrays[i]!]))
}
