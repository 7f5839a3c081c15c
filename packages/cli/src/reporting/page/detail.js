// @ts-check
import { byId, make } from './elements.js'
import { linkTo, shortName } from './rows.js'
import { meaningOf } from './table-row.js'
import { drawThumbnail } from './thumbnail.js'
import { writeValue } from './write-value.js'

/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').PageData} PageData */

/**
 * The window that shows one explanation: its picture, its figures, and where its files are.
 *
 * @param {PageData} data
 * @param {(by: number) => void} onMove asks for the next one or the one before
 * @param {() => void} onClose
 */
export function createDetail(data, onMove, onClose) {
  /** @type {HTMLDialogElement} */
  const dialog = byId('detail')
  const content = byId('detail-content')
  byId('previous').addEventListener('click', () => onMove(-1))
  byId('next').addEventListener('click', () => onMove(1))
  byId('close').addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', onClose)
  dialog.addEventListener('click', (event) => {
    // Only a click beside the content reaches the dialog itself.
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowRight') onMove(1)
    else if (event.key === 'ArrowLeft') onMove(-1)
    else return
    event.preventDefault()
  })

  return {
    /**
     * @param {Row} row
     * @param {string} position as "3 of 69"
     */
    show(row, position) {
      byId('detail-title').textContent = row.picture
      byId('position').textContent = position
      content.replaceChildren(pictureOf(row, data), ...notes(row, data), facts(row, data), links(row))
      if (!dialog.open) dialog.showModal()
      dialog.scrollTop = 0
    },
  }
}

/**
 * @param {Row} row
 * @param {PageData} data
 */
function pictureOf(row, data) {
  const address = linkTo(row, 'overlay')
  if (address === '') return drawThumbnail(row, data)
  const alt = `The explanation of ${row.picture} as ${shortName(row.label)}`
  return make('a', { href: address }, make('img', { src: address, alt, class: 'overlay' }))
}

/**
 * @param {Row} row
 * @param {PageData} data
 */
function notes(row, { failures, warnings }) {
  const texts = row.warnings
    .split(' ')
    .filter(Boolean)
    .map((code) => `One of the explanations ${warnings[code] ?? 'with this warning'} (${code}).`)
  if (row.error !== '') texts.unshift(failures[row.picture] ?? `This picture failed: ${row.error}.`)
  if (row.state === 'missing') texts.push('The document is not in this folder any more.')
  if (row.state === 'damaged') texts.push('The document is damaged and cannot be read.')
  return texts.map((text) => make('p', { class: 'note' }, text))
}

/**
 * @param {Row} row
 * @param {PageData} data
 */
function facts(row, { columns }) {
  const told = columns.filter(({ key }) => key !== 'picture' && row[key] !== '' && row[key] !== null)
  const rows = told.map((column) => {
    const value = writeValue(row[column.key], column.kind)
    return make('div', {}, make('dt', { title: meaningOf(column) }, column.label), make('dd', {}, value))
  })
  return make('dl', { class: 'facts' }, ...rows)
}

/** @param {Row} row */
function links(row) {
  const places = /** @type {const} */ (['overlay', 'document']).flatMap((which) => {
    const address = linkTo(row, which)
    return address === '' ? [] : [make('a', { href: address }, row[which])]
  })
  return make('p', { class: 'links' }, ...places)
}
