/** Two neighbouring cells of a plane: the first, and the steps that lead to the second and to the next row of pairs. */
export type VisitPair = (first: number, along: number, aside: number) => boolean

/**
 * Visits all pairs of cells whose surroundings lie inside a plane: first those side by side, row by row, then those one above the other,
 * column by column. After a visit that returns true, the next pair is left out.
 */
export function sweepPairs(width: number, height: number, visit: VisitPair): void {
  sweepLines(width, 1, width, width - 3, height - 2, visit)
  sweepLines(width, width, 1, height - 3, width - 2, visit)
}

function sweepLines(width: number, along: number, aside: number, length: number, lines: number, visit: VisitPair): void {
  for (let line = 0; line < lines; line++) {
    const start = width + 1 + line * aside
    for (let step = 0; step < length; step++) {
      if (visit(start + step * along, along, aside)) step++
    }
  }
}

/**
 * Whether a region stays in one piece within the eight cells around one that leaves it. `far` is the step away from the region that
 * receives the cell, on whose side nothing is looked at; `aside` the step across.
 */
export function staysWhole(labels: Int32Array, cell: number, far: number, aside: number): boolean {
  const own = labels[cell]
  const behind = labels[cell + far] === own
  const left = labels[cell - aside] === own
  const right = labels[cell + aside] === own
  if (!behind && left && right) return false
  if (behind && left && labels[cell + far - aside] !== own) return false
  return !(behind && right && labels[cell + far + aside] !== own)
}
