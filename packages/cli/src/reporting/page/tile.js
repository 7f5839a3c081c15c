// @ts-check
import { make } from './elements.js'
import { linkTo, shortName } from './rows.js'
import { drawThumbnail } from './thumbnail.js'
import { writeShare } from './write-value.js'

/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').PageData} PageData */

/**
 * A row of the contact sheet: the picture with its answer, its name, the class, and how large the answer is.
 *
 * @param {Row} row
 * @param {PageData} data
 * @returns {HTMLElement}
 */
export function drawTile(row, data) {
  return make(
    'a',
    { class: 'tile', href: linkTo(row, 'overlay') || linkTo(row, 'document') || '#', title: row.picture },
    drawThumbnail(row, data),
    make('span', { class: 'line strong' }, shortName(row.label) || row.error),
    make('span', { class: 'line' }, verdictLine(row, data)),
    make('span', { class: 'line quiet' }, answerLine(row)),
    make('span', { class: 'line quiet' }, row.picture.split('/').at(-1) ?? ''),
  )
}

/**
 * @param {Row} row
 * @param {PageData} data
 */
function verdictLine(row, { failures }) {
  if (row.error !== '') return failures[row.picture] ?? 'failed'
  const sure = row.probability === null ? '' : writeShare(row.probability)
  if (row.right === null) return sure
  if (row.right) return `${sure} ✓ right`
  return row.why === 'truth' ? `${sure} true class` : `${sure} ✗ wrong`
}

/** @param {Row} row */
function answerLine(row) {
  if (row.error !== '') return ''
  const warned = row.warnings === '' ? '' : ' ⚠'
  if (row.share === null) return `no answer${warned}`
  const fragile = row.holds === false ? ', fragile' : ''
  return `answer ${writeShare(row.share)}${fragile}${warned}`
}
