// @ts-check
import { make } from './elements.js'
import { linkTo, shortName } from './rows.js'
import { writeValue } from './write-value.js'

/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').Column} Column */

/**
 * A row of the table view; the name leads to the picture.
 *
 * @param {Row} row
 * @param {readonly Column[]} columns
 * @returns {HTMLElement}
 */
export function drawTableRow(row, columns) {
  const cells = columns.map(({ key, kind }) => {
    const text = writeValue(row[key], kind)
    const content = key === 'picture' ? link(row) : key === 'label' || key === 'truthLabel' ? shortName(text) : text
    return make('span', { class: `cell ${kind}`, role: 'cell', title: text }, content)
  })
  return make('div', { class: 'row', role: 'row' }, ...cells)
}

/** @param {Row} row */
function link(row) {
  return make('a', { href: linkTo(row, 'overlay') || linkTo(row, 'document') || '#' }, row.picture)
}

/**
 * The head of the table: a button for each column sorts by it.
 *
 * @param {readonly Column[]} columns
 * @param {{ key: string, descending: boolean }} sorting
 * @param {(key: Column['key']) => void} onSort
 */
export function drawTableHead(columns, { key, descending }, onSort) {
  const cells = columns.map((column) => {
    const isSorted = column.key === key
    const arrow = isSorted ? (descending ? ' ↓' : ' ↑') : ''
    const button = make('button', { type: 'button', title: meaningOf(column) }, `${column.label}${arrow}`)
    button.addEventListener('click', () => onSort(column.key))
    const order = isSorted ? (descending ? 'descending' : 'ascending') : 'none'
    return make('span', { class: `cell ${column.kind}`, role: 'columnheader', 'aria-sort': order }, button)
  })
  return make('div', { class: 'row head', role: 'row' }, ...cells)
}

/** @param {Column} column */
export function meaningOf({ meaning, better }) {
  return better === undefined ? meaning : `${meaning}; ${better} is better`
}
