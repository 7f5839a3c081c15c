// @ts-check
/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').Column} Column */

/**
 * What is asked of rows; an empty text asks for nothing. Ranges lie in 0..1 and leave their upper end out, unless it is 1.
 *
 * @typedef {object} Filter
 * @property {string} text
 * @property {string} label
 * @property {string} verdict `right`, `wrong`, `unknown` or `failed`
 * @property {string} answer `holds`, `fragile`, `untried` or `none`
 * @property {string} warning a code, `any` or `none`
 * @property {string} method
 * @property {Record<string, readonly [number, number]>} ranges by column
 */

/** @returns {Filter} */
export function noFilter() {
  return { text: '', label: '', verdict: '', answer: '', warning: '', method: '', ranges: {} }
}

/**
 * Rows that a filter lets through, sorted by a column. What has no value comes last in either direction; equal rows keep their order.
 *
 * @param {readonly Row[]} rows
 * @param {Filter} filter
 * @param {keyof Row} key
 * @param {boolean} descending
 * @returns {Row[]}
 */
export function selectRows(rows, filter, key, descending) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows
    .filter((row) => passes(row, filter, words))
    .sort((a, b) => compareValues(a[key], b[key], descending) || a.index - b.index)
}

/**
 * @param {Row} row
 * @param {Filter} filter
 * @param {readonly string[]} words
 */
function passes(row, filter, words) {
  const { label, verdict, answer, warning, method, ranges } = filter
  if (label !== '' && row.label !== label) return false
  if (verdict !== '' && verdictOf(row) !== verdict) return false
  if (answer !== '' && answerOf(row) !== answer) return false
  if (method !== '' && row.method !== method) return false
  if (warning !== '' && !isWarned(row, warning)) return false
  const name = row.picture.toLowerCase()
  if (!words.every((word) => name.includes(word))) return false
  return Object.entries(ranges).every(([key, [from, to]]) => {
    const value = row[/** @type {keyof Row} */ (key)]
    return typeof value === 'number' && (value >= from || from === 0) && (value < to || to === 1)
  })
}

/** @param {Row} row */
export function verdictOf(row) {
  if (row.error !== '') return 'failed'
  if (row.right === null) return 'unknown'
  return row.right ? 'right' : 'wrong'
}

/** @param {Row} row */
export function answerOf(row) {
  if (row.error !== '') return 'failed'
  if (row.share === null) return 'none'
  if (row.holds === null) return 'untried'
  return row.holds ? 'holds' : 'fragile'
}

/**
 * @param {Row} row
 * @param {string} warning
 */
function isWarned({ warnings, error }, warning) {
  if (warning === 'none') return warnings === '' && error === ''
  return warning === 'any' ? warnings !== '' : warnings.split(' ').includes(warning)
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @param {boolean} descending
 */
function compareValues(a, b, descending) {
  const [first, second] = [sortable(a), sortable(b)]
  if (first === second) return 0
  if (first === null) return 1
  if (second === null) return -1
  return first < second === descending ? 1 : -1
}

/**
 * @param {unknown} value
 * @returns {number | string | null}
 */
function sortable(value) {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string') return value === '' ? null : value.toLowerCase()
  return typeof value === 'number' ? value : null
}
