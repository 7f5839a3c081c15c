// @ts-check
/**
 * Which lines of a long list are to be drawn: those in sight and a few beyond.
 *
 * @param {object} place
 * @param {number} place.top where the list begins, seen from the upper edge of the window, in pixels
 * @param {number} place.window the window's height
 * @param {number} place.line the height of a line
 * @param {number} place.lines how many there are
 * @param {number} place.beyond lines to draw above and below
 * @returns {{ from: number, to: number }} `to` is not included
 */
export function visibleRange({ top, window, line, lines, beyond }) {
  const first = Math.floor(-top / line) - beyond
  const last = Math.ceil((window - top) / line) + beyond
  const from = Math.min(lines, Math.max(0, first))
  return { from, to: Math.max(from, Math.min(lines, last)) }
}
