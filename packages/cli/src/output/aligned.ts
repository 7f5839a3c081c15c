/** Columns that are as wide as their widest cell, two spaces apart; numbers stand at the right of theirs. `numeric` names those columns. */
export function aligned(rows: readonly (readonly string[])[], numeric: readonly number[] = []): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) =>
    row
      .map((cell, column) => (numeric.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  )
}
