// @ts-check
import { make } from './elements.js'

/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').PageData} PageData */

/**
 * The small picture of a row, cut out of its sprite; a word in its place where there is none.
 *
 * @param {Row} row
 * @param {PageData} data
 */
export function drawThumbnail(row, { sprites, side }) {
  const sprite = row.sprite === null ? undefined : sprites[row.sprite]
  if (!sprite || row.place === null) {
    return make('span', { class: 'thumbnail empty' }, row.error === '' ? 'no picture' : 'failed')
  }
  const thumbnail = make('span', { class: 'thumbnail' })
  const column = row.place % sprite.columns
  const line = Math.floor(row.place / sprite.columns)
  thumbnail.style.backgroundImage = `url("${sprite.file}")`
  thumbnail.style.backgroundPosition = `${-column * side}px ${-line * side}px`
  return thumbnail
}
