// @ts-check
/** What stands for a value that is not there. */
const nothing = '–'

/**
 * A value as people read it.
 *
 * @param {unknown} value
 * @param {string} kind
 * @returns {string}
 */
export function writeValue(value, kind) {
  if (value === null || value === undefined || value === '') return nothing
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  const number = Number(value)
  if (kind === 'share') return writeShare(number)
  if (kind === 'area') return number.toFixed(2)
  if (kind === 'duration') return `${(number / 1000).toFixed(1)} s`
  return groupDigits(number)
}

/** @param {number} share */
export function writeShare(share) {
  return share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`
}

/**
 * A whole number with thin spaces between its thousands.
 *
 * @param {number} number
 */
export function groupDigits(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, '\u2009')
}

/**
 * @param {number} number
 * @param {string} noun
 */
export function countOf(number, noun) {
  return `${groupDigits(number)} ${noun}${number === 1 ? '' : 's'}`
}
