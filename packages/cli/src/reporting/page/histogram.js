// @ts-check
import { binCount, binOf, countBins } from './bins.js'
import { make, makeSvg } from './elements.js'
import { countOf } from './write-value.js'

/** @typedef {import('./rows.js').Row} Row */

const width = 240
const height = 64
const bar = width / binCount

/**
 * A histogram of values from 0 to 1: grey for all rows, coloured for those that are selected. A click on a bar, a drag over several, or the two fields
 * below set a range.
 *
 * @param {object} options
 * @param {keyof Row} options.key
 * @param {string} options.label
 * @param {number} options.scale what the fields multiply values by: 100 for per cent
 * @param {readonly Row[]} options.rows
 * @param {(range: readonly [number, number] | null) => void} options.onRange
 */
export function createHistogram({ key, label, scale, rows, onRange }) {
  const all = countBins(rows, key)
  const most = Math.max(1, ...all)
  const title = `${label}: ${countOf(
    all.reduce((sum, count) => sum + count, 0),
    'explanation',
  )}`
  const svg = makeSvg('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': title })
  const [from, to] = [field(label, 'from', scale), field(label, 'to', scale)]
  const unit = scale === 100 ? ' %' : ''
  const element = make(
    'figure',
    { class: 'histogram' },
    make('figcaption', {}, label),
    svg,
    make('div', { class: 'range' }, from, '–', to, unit),
  )
  /** @type {number | null} */
  let start = null
  /** @type {readonly [number, number] | null} */
  let range = null

  /** @param {readonly [number, number] | null} next */
  function set(next) {
    range = next
    from.value = next ? String(Math.round(next[0] * scale * 100) / 100) : ''
    to.value = next ? String(Math.round(next[1] * scale * 100) / 100) : ''
    onRange(next)
  }

  /** @param {PointerEvent} event */
  function binAt(event) {
    const box = svg.getBoundingClientRect()
    return binOf((event.clientX - box.left) / box.width)
  }

  /** @param {PointerEvent} event */
  function drag(event) {
    if (start === null) return
    const end = binAt(event)
    set([Math.min(start, end) / binCount, (Math.max(start, end) + 1) / binCount])
  }

  svg.addEventListener('pointerdown', (event) => {
    const bin = binAt(event)
    // A second click on the only bar takes the range back.
    if (range && range[0] === bin / binCount && range[1] === (bin + 1) / binCount) return set(null)
    start = bin
    svg.setPointerCapture(event.pointerId)
    drag(event)
  })
  svg.addEventListener('pointermove', drag)
  svg.addEventListener('pointerup', () => {
    start = null
  })
  const typed = () => {
    if (from.value === '' && to.value === '') return set(null)
    const low = from.value === '' ? 0 : Number(from.value) / scale
    const high = to.value === '' ? 1 : Number(to.value) / scale
    range = [low, high]
    onRange(range)
  }
  from.addEventListener('change', typed)
  to.addEventListener('change', typed)

  return {
    element,
    /** @param {readonly Row[]} selected */
    draw(selected) {
      const counts = countBins(selected, key)
      svg.replaceChildren(
        ...all.map((count, bin) => column('all', bin, count / most, titleOf(bin, counts[bin] ?? 0, count))),
        ...counts.map((count, bin) => column('some', bin, count / most, titleOf(bin, count, all[bin] ?? 0))),
        makeSvg('path', { d: `M0 ${height - 0.5}H${width}`, class: 'axis' }),
      )
    },
    clear() {
      range = null
      from.value = ''
      to.value = ''
    },
  }

  /**
   * @param {number} bin
   * @param {number} some
   * @param {number} of
   */
  function titleOf(bin, some, of) {
    const [low, high] = [bin, bin + 1].map((edge) => Math.round((edge / binCount) * scale * 100) / 100)
    return `${low} to ${high}${unit}: ${some} of ${of}`
  }
}

/**
 * @param {string} name
 * @param {number} bin
 * @param {number} share
 * @param {string} title
 */
function column(name, bin, share, title) {
  // One explanation among thousands is still to be seen.
  const tall = share === 0 ? 0 : Math.max(1.5, share * (height - 2))
  return makeSvg(
    'rect',
    { class: name, x: bin * bar + 1, y: height - tall, width: bar - 2, height: tall },
    makeSvg('title', {}, title),
  )
}

/**
 * @param {string} label
 * @param {string} end
 * @param {number} scale
 */
function field(label, end, scale) {
  const attributes = { type: 'number', min: '0', max: String(scale), step: String(scale / 100), 'aria-label': `${label} ${end}` }
  return make('input', { ...attributes, placeholder: end === 'from' ? '0' : String(scale) })
}
