import { element, escapeXml } from './core.mjs'
import { marks } from './marks.mjs'
import { defaultSearch } from './searches.mjs'
import { compareSearches } from './statistics.mjs'

const panel = { width: 236, height: 190, left: 46, top: 34, gap: 14 }
/** Title and legend need as much, however few models there are. */
const leastWidth = 890
const margin = { left: 70, top: 112, right: 24, bottom: 62 }
/** About the mean advance of a letter, in em: enough to set a legend. */
const letter = 0.56

const heading = 'Quality of every search against the forwards it takes'

/** The page's own colours by the reader's preference; series colours are legible on both. */
const style =
  '<style>svg{color:#1c2127}text{fill:currentColor;font-family:Inter,system-ui,sans-serif}.page{fill:#fbfaf8}@media (prefers-color-scheme:dark){svg{color:#eef0f1}.page{fill:#14171a}}</style>'

/**
 * Quality against forwards as SVG: one column per model, one row per number of regions and kind of prediction, one mark per search with
 * the standard error of the paired difference.
 */
export function drawChart(groups) {
  const models = [...new Set(groups.map(({ model }) => model))]
  const rows = rowsOf(groups)
  const width = Math.max(leastWidth, margin.left + models.length * (panel.width + panel.gap) + margin.right)
  const height = margin.top + rows.length * (panel.height + panel.top) + margin.bottom
  const content = [
    element('title', {}, heading),
    style,
    element('rect', { class: 'page', width, height }),
    write(heading, 24, 34, { size: 20, weight: 600 }),
    write(
      'Insertion minus deletion area, % of naive greedy’s (above 200: at the edge); bars: standard error of the paired difference',
      24,
      58,
      {
        size: 14,
      },
    ),
    drawLegend(),
    ...models.map((model, column) => write(model, panelLeft(column), margin.top + 14, { size: 14, weight: 600 })),
    ...rows.map((row, index) => drawRow(row, models, margin.top + panel.top + index * (panel.height + panel.top))),
    write('Forwards of search and curves, % of naive greedy’s (logarithmic)', width / 2, height - 16, {
      size: 14,
      anchor: 'middle',
    }),
  ].join('')
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` }, content)}\n`
}

const panelLeft = (column) => margin.left + column * (panel.width + panel.gap)

function rowsOf(groups) {
  const rows = new Map()
  for (const { model, regions, right, records } of groups) {
    const title = `N = ${regions}, ${right ? 'right' : 'wrong'}`
    if (!rows.has(title)) rows.set(title, { title, panels: new Map() })
    const naive = compareSearches(records).find(({ name }) => name === 'naive')
    const points = compareSearches(records).map((row) => ({
      name: row.name,
      x: (100 * (row.forwards + row.open)) / naive.forwards,
      y: row.share.mean,
      error: Number.isNaN(row.share.error) ? 0 : row.share.error,
    }))
    rows.get(title).panels.set(model, { points, count: records.length })
  }
  return [...rows.values()]
}

function drawLegend() {
  let x = 24
  return marks
    .map(({ name, colour, draw }) => {
      const at = x
      const label = name === defaultSearch ? `${name} (default)` : name
      x += 30 + letter * 14 * label.length
      return draw(at + 6, 82, colour) + write(label, at + 16, 87, { size: 14 })
    })
    .join('')
}

function drawRow({ title, panels }, models, top) {
  const values = [...panels.values()].flatMap(({ points }) => points.flatMap(({ y, error }) => [y - error, y + error]))
  const low = Math.max(0, 20 * Math.floor(Math.min(80, ...values) / 20))
  const high = Math.min(200, 20 * Math.ceil(Math.max(120, ...values) / 20))
  const bottom = top + panel.height - 34
  const y = (value) => bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (bottom - top)
  const ticks = Array.from({ length: 11 }, (_, index) => 20 * index).filter((tick) => tick >= low && tick <= high)
  const label = element(
    'g',
    { transform: `translate(20 ${(top + bottom) / 2}) rotate(-90)` },
    write(title, 0, 0, { size: 13, weight: 600, anchor: 'middle' }),
  )
  const tickLabels = ticks.map((tick) => write(String(tick), margin.left - 10, y(tick) + 4, { size: 12, anchor: 'end' }))
  const drawn = models.map((model, column) =>
    panels.has(model) ? drawPanel(panels.get(model), { left: panelLeft(column), top, bottom, y, ticks }) : '',
  )
  return [label, ...tickLabels, ...drawn].join('')
}

function drawPanel({ points, count }, { left, top, bottom, y, ticks }) {
  const right = left + panel.width
  const [least, most] = [5, 110]
  const x = (share) => left + (Math.log(Math.max(least, share) / least) / Math.log(most / least)) * (right - left)
  const line = (d, opacity) => element('path', { d, stroke: 'currentColor', 'stroke-opacity': opacity, fill: 'none' })
  return [
    ...ticks.map((tick) => line(`M${left} ${y(tick).toFixed(1)}H${right}`, tick === 100 ? 0.55 : 0.15)),
    ...[10, 20, 50, 100].map((tick) => write(String(tick), x(tick), bottom + 18, { size: 12, anchor: 'middle' })),
    ...[10, 20, 50, 100].map((tick) => line(`M${x(tick).toFixed(1)} ${top}V${bottom}`, 0.08)),
    write(`${count} ${count === 1 ? 'picture' : 'pictures'}`, right - 4, top - 5, { size: 11, anchor: 'end' }),
    ...points.map((point) => {
      const { colour, draw } = marks.find(({ name }) => name === point.name)
      const bar = `M${x(point.x).toFixed(1)} ${y(point.y - point.error).toFixed(1)}V${y(point.y + point.error).toFixed(1)}`
      return element('path', { d: bar, stroke: colour, 'stroke-width': 2 }) + draw(x(point.x), y(point.y), colour)
    }),
  ].join('')
}

function write(text, x, y, { size, weight = 400, anchor = 'start' }) {
  return element('text', { x, y, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor }, escapeXml(text))
}
