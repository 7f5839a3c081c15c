/** Of some counts the one nearest to what is wanted, the lower of two. */
export function nearestCount(counts: readonly number[], wanted: number): number {
  return counts.reduce((best, count) => (Math.abs(count - wanted) < Math.abs(best - wanted) ? count : best))
}
