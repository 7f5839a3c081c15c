// @ts-check
import { byId, make } from './elements.js'
import { shortName } from './rows.js'
import { meaningOf } from './table-row.js'
import { groupDigits } from './write-value.js'

/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').PageData} PageData */

/**
 * Fills the lists of the controls with what the rows have, most frequent classes by name.
 *
 * @param {readonly Row[]} rows
 * @param {PageData} data
 */
export function fillControls(rows, { columns }) {
  const explained = rows.filter(({ error }) => error === '')
  fill('label', tally(explained.map(({ label }) => label)), shortName)
  fill('warning', tally(explained.flatMap(({ warnings }) => warnings.split(' ').filter(Boolean))), (code) => code)
  const methods = tally(explained.map(({ method }) => method))
  fill('method', methods, (method) => method)
  byId('method').hidden = methods.length < 2
  const sorts = byId('sort')
  for (const column of columns) {
    sorts.append(make('option', { value: column.key, title: meaningOf(column) }, column.label))
  }
}

/**
 * @param {string} id
 * @param {readonly (readonly [string, number])[]} counts
 * @param {(value: string) => string} name
 */
function fill(id, counts, name) {
  const options = counts.map(([value, count]) => make('option', { value }, `${name(value)} (${groupDigits(count)})`))
  byId(id).append(...options)
}

/**
 * Distinct texts with how often they occur, by name.
 *
 * @param {readonly string[]} texts
 */
function tally(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}

/** Lets the reader choose colours, and remembers the choice where the browser allows it. */
export function startTheme() {
  /** @type {HTMLSelectElement} */
  const choice = byId('theme')
  choice.value = remembered()
  apply()
  choice.addEventListener('change', apply)

  function apply() {
    document.documentElement.dataset['theme'] = choice.value
    try {
      localStorage.setItem('telltale-theme', choice.value)
    } catch {
      // Pages from disk may have no storage.
    }
  }
}

function remembered() {
  try {
    return localStorage.getItem('telltale-theme') ?? 'system'
  } catch {
    return 'system'
  }
}
