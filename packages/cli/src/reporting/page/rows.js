// @ts-check
/**
 * One explanation, or one picture that failed, as the page shows it. Texts that are missing are empty, numbers null, flags null where unknown.
 *
 * @typedef {object} Row
 * @property {number} index
 * @property {string} picture
 * @property {string} label
 * @property {string} truthLabel
 * @property {string} predictedLabel
 * @property {string} why
 * @property {string} method
 * @property {string} flip
 * @property {string} warnings
 * @property {string} error
 * @property {string} state
 * @property {string} folder
 * @property {string} document
 * @property {string} overlay
 * @property {boolean | null} right
 * @property {boolean | null} holds
 * @property {boolean | null} complete
 * @property {number | null} probability
 * @property {number | null} regions
 * @property {number | null} answerRegions
 * @property {number | null} share
 * @property {number | null} kept
 * @property {number | null} insertion
 * @property {number | null} deletion
 * @property {number | null} forwards
 * @property {number | null} milliseconds
 * @property {number | null} sprite
 * @property {number | null} place
 */

/**
 * A column as people read it.
 *
 * @typedef {{ key: keyof Row, label: string, meaning: string, kind: string, better?: 'higher' | 'lower' }} Column
 */

/**
 * What is embedded in the page.
 *
 * @typedef {object} PageData
 * @property {{ count: number, texts: Record<string, { texts: string[], at: number[] }>, numbers: Record<string, (number | null)[]> }} rows
 * @property {Column[]} columns
 * @property {{ file: string, columns: number }[]} sprites
 * @property {number} side
 * @property {Record<string, string>} failures
 * @property {Record<string, string>} warnings
 */

const flags = ['right', 'holds', 'complete']

/**
 * Rows from the columns that they are embedded as.
 *
 * @param {PageData['rows']} packed
 * @returns {Row[]}
 */
export function unpackRows({ count, texts, numbers }) {
  return Array.from({ length: count }, (_, index) => {
    /** @type {Record<string, unknown>} */
    const row = { index }
    for (const [key, column] of Object.entries(texts)) row[key] = column.texts[column.at[index] ?? -1] ?? ''
    for (const [key, column] of Object.entries(numbers)) {
      const value = column[index] ?? null
      row[key] = flags.includes(key) && value !== null ? value === 1 : value
    }
    return /** @type {Row} */ (/** @type {unknown} */ (row))
  })
}

/**
 * A name that stands before the first comma: "tabby" of "tabby, tabby cat".
 *
 * @param {string} label
 */
export function shortName(label) {
  return label.split(',', 1)[0]?.trim() || label
}

/**
 * A link to a file in a row's folder; every part is escaped, so that it can only lead there. Empty where there is no such file.
 *
 * @param {Row} row
 * @param {'document' | 'overlay'} which
 */
export function linkTo(row, which) {
  return row[which] === '' ? '' : `./${encodeURIComponent(row.folder)}/${encodeURIComponent(row[which])}`
}
