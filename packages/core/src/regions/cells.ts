/**
 * For each pixel of a frame its cell in a grid of `rows` by `columns`, numbered row by row. All cells have whole sides of equal length;
 * the last row and the last column take the pixels that are left over. Neither number is above the pixels of its axis.
 */
export function cellsOfPixels(width: number, height: number, rows: number, columns: number): Uint32Array {
  const cellHeight = Math.floor(height / rows)
  const cellWidth = Math.floor(width / columns)
  const cells = new Uint32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const firstOfRow = Math.min(rows - 1, Math.floor(y / cellHeight)) * columns
    for (let x = 0; x < width; x++) cells[i++] = firstOfRow + Math.min(columns - 1, Math.floor(x / cellWidth))
  }
  return cells
}
