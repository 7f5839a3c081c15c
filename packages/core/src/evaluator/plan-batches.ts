/** One run of the model: `shape` rows, of which the first `rows` are wanted and the rest repeat the last one. */
export interface Batch {
  readonly start: number
  readonly rows: number
  readonly shape: number
}

/**
 * Splits `count` masks into batches of the allowed shapes, largest first, so that a small round never pays for a large padded batch.
 * Only a remainder below the smallest shape is padded. `shapes` ascend and are not empty.
 */
export function planBatches(count: number, shapes: readonly number[]): readonly Batch[] {
  const batches: Batch[] = []
  for (let start = 0; start < count; ) {
    const left = count - start
    const shape = shapes.findLast((size) => size <= left) ?? shapes[0]!
    const rows = Math.min(left, shape)
    batches.push({ start, rows, shape })
    start += rows
  }
  return batches
}

/**
 * The shapes an evaluator uses: those whose rows fit the memory bound and whose run takes about `milliseconds` or less. The smallest
 * shape always stays if memory allows it; an empty list means that it does not.
 */
export function allowedShapes(
  shapes: readonly number[],
  maximumRows: number,
  forwardMilliseconds: number,
  milliseconds = 100,
): readonly number[] {
  const fitting = shapes.filter((shape) => shape <= maximumRows)
  const quick = fitting.filter((shape) => shape * forwardMilliseconds <= milliseconds)
  return quick.length > 0 ? quick : fitting.slice(0, 1)
}
