import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

const folder = new URL('../models/default/samples/', import.meta.url)

/** Paths of the ten sample pictures, by name. */
export function samplePictures() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .map((name) => ({ name: name.replace('.jpg', ''), path: fileURLToPath(new URL(name, folder)) }))
}

/** One line that says what the figures were taken on. */
export function machine() {
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} logical cores, Node ${process.versions.node}`
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Rows of cells as aligned columns. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  return rows
    .map((row) => row.map((cell, column) => String(cell)[column === 0 ? 'padEnd' : 'padStart'](widths[column])).join('  '))
    .join('\n')
}
