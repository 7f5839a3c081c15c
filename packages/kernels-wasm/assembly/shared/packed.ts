/** Where row i of a packed lower triangular matrix of f64 starts, in bytes. */
// @ts-ignore: decorator
@inline
export function rowStart(row: usize): usize {
  return (row * (row + 1)) << 2
}
