// @ts-check
/** @typedef {import('./rows.js').Row} Row */

/** Bars of a histogram over 0..1. */
export const binCount = 20

/**
 * Which bar a share from 0 to 1 is counted in; areas that lie a little outside count at the end.
 *
 * @param {number} value
 */
export function binOf(value) {
  return Math.min(binCount - 1, Math.max(0, Math.floor(value * binCount)))
}

/**
 * How many rows fall into each bar. Rows without a value fall into none.
 *
 * @param {readonly Row[]} rows
 * @param {keyof Row} key
 * @returns {number[]}
 */
export function countBins(rows, key) {
  const counts = new Array(binCount).fill(0)
  for (const row of rows) {
    const value = row[key]
    if (typeof value === 'number') counts[binOf(value)]++
  }
  return counts
}
