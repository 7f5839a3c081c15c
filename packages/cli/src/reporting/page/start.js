// @ts-check
import { fillControls, startTheme } from './controls.js'
import { createDetail } from './detail.js'
import { byId } from './elements.js'
import { createHistogram } from './histogram.js'
import { unpackRows } from './rows.js'
import { noFilter, selectRows } from './select-rows.js'
import { drawTableHead, drawTableRow, meaningOf } from './table-row.js'
import { drawTile } from './tile.js'
import { createVirtualList, mostPrinted } from './virtual-list.js'
import { countOf, groupDigits } from './write-value.js'

/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').PageData} PageData */

/** Width of a tile with the room around it, in pixels: at least. */
const leastTile = 148

/** Brings the page to life. */
function start() {
  /** @type {PageData} */
  const data = JSON.parse(byId('data').textContent ?? '')
  const rows = unpackRows(data.rows)
  let filter = noFilter()
  /** @type {{ key: keyof Row, descending: boolean }} */
  let sorting = { key: 'picture', descending: false }
  let selected = rows
  let opened = 0
  let view = 'tiles'
  /** @type {HTMLSelectElement} */
  const sort = byId('sort')
  /** @type {HTMLFormElement} */
  const filters = byId('filters')

  startTheme()
  fillControls(rows, data)
  const histograms = histogramsOf()
  byId('histograms').append(...histograms.map(({ element }) => element))

  const detail = createDetail(
    data,
    (by) => open(opened + by),
    () => list().focus(opened),
  )
  const tiles = createVirtualList({
    container: byId('tiles'),
    scroller: null,
    perLine: (width) => Math.floor(width / leastTile),
    draw: (index) => drawTile(rowAt(index), data),
    open,
  })
  const table = createVirtualList({
    container: byId('table-rows'),
    scroller: byId('table'),
    perLine: () => 1,
    draw: (index) => drawTableRow(rowAt(index), data.columns),
    open,
  })
  const list = () => (view === 'tiles' ? tiles : table)

  /** @param {number} index */
  function rowAt(index) {
    return /** @type {Row} */ (selected[index])
  }

  /** @param {number} index */
  function open(index) {
    if (index < 0 || index >= selected.length) return
    opened = index
    detail.show(rowAt(index), `${index + 1} of ${selected.length}`)
  }

  function update() {
    selected = selectRows(rows, filter, sorting.key, sorting.descending)
    byId('count').textContent =
      `${selected.length === rows.length ? '' : `${groupDigits(selected.length)} of `}${countOf(rows.length, 'row')}`
    byId('nothing').hidden = selected.length > 0
    byId('print-note').hidden = selected.length <= mostPrinted
    for (const histogram of histograms) histogram.draw(selected)
    const column = data.columns.find(({ key }) => key === sorting.key)
    byId('sort-meaning').textContent = column ? meaningOf(column) : ''
    byId('direction').textContent = sorting.descending ? '↓ falling' : '↑ rising'
    byId('table-head').replaceChildren(drawTableHead(data.columns, sorting, sortBy))
    list().reset(selected.length)
  }

  /** @param {keyof Row} key */
  function sortBy(key) {
    sorting = { key, descending: key === sorting.key && !sorting.descending }
    sort.value = key
    update()
  }

  function histogramsOf() {
    const shown = /** @type {const} */ ([
      ['share', 'Answer size', 100],
      ['probability', 'Confidence', 100],
      ['insertion', 'Insertion area', 1],
    ])
    return shown.map(([key, label, scale]) =>
      createHistogram({
        key,
        label,
        scale,
        rows,
        onRange: (range) => {
          const { [key]: _, ...others } = filter.ranges
          filter = { ...filter, ranges: range === null ? others : { ...others, [key]: range } }
          update()
        },
      }),
    )
  }

  for (const name of /** @type {const} */ (['text', 'label', 'verdict', 'answer', 'warning', 'method'])) {
    /** @type {HTMLInputElement | HTMLSelectElement} */
    const control = byId(name)
    control.addEventListener('input', () => {
      filter = { ...filter, [name]: control.value }
      update()
    })
  }
  sort.addEventListener('input', () => {
    sorting = { key: /** @type {keyof Row} */ (sort.value), descending: false }
    update()
  })
  byId('direction').addEventListener('click', () => {
    sorting = { ...sorting, descending: !sorting.descending }
    update()
  })
  byId('show-all').addEventListener('click', () => {
    filter = noFilter()
    filters.reset()
    for (const histogram of histograms) histogram.clear()
    update()
  })
  for (const name of ['tiles', 'table']) {
    byId(`view-${name}`).addEventListener('change', () => {
      view = name
      byId('tiles').hidden = name !== 'tiles'
      byId('table').hidden = name !== 'table'
      update()
    })
  }
  addEventListener('resize', () => list().reset(selected.length))
  addEventListener('beforeprint', () => list().print(true))
  addEventListener('afterprint', () => list().print(false))
  byId('sheet').hidden = false
  update()
}

start()
