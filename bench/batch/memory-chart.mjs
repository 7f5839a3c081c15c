import { element } from '../results/core.mjs'

const size = { width: 720, height: 320, left: 64, right: 120, top: 64, bottom: 48 }
const colours = { workers: '#2a6fbb', parent: '#b5651d' }
const style =
  '<style>svg{color:#1c2127}text{fill:currentColor;font-family:Inter,system-ui,sans-serif;font-size:13px}.page{fill:#fbfaf8}@media (prefers-color-scheme:dark){svg{color:#eef0f1}.page{fill:#14171a}}</style>'

/** Memory against pictures done: the parent, and the largest worker. */
export function drawMemory(samples, count) {
  const { width, height, left, right, top, bottom } = size
  const most = Math.ceil(Math.max(...samples.flatMap(({ parent, workers }) => [parent, ...workers])) / 1e8) * 1e8
  const x = (pictures) => left + (pictures / count) * (width - left - right)
  const y = (bytes) => height - bottom - (bytes / most) * (height - top - bottom)
  const line = (values, colour, name) => {
    const points = values.map((bytes, index) => `${x(samples[index].pictures).toFixed(1)},${y(bytes).toFixed(1)}`).join(' ')
    return (
      element('polyline', { points, fill: 'none', stroke: colour, 'stroke-width': 1.5 }) +
      text(name, x(count) + 8, y(values.at(-1)) + 4)
    )
  }
  const ticks = Array.from({ length: most / 1e8 + 1 }, (_, index) => index * 1e8)
  const content = [
    element('title', {}, 'Memory of a batch'),
    style,
    element('rect', { class: 'page', width, height }),
    text(`Memory of a batch over ${count} pictures, in MB`, left, 32),
    ...ticks.map((bytes) =>
      element('line', { x1: left, x2: x(count), y1: y(bytes), y2: y(bytes), stroke: '#8888', 'stroke-width': 0.5 }),
    ),
    ...ticks.map((bytes) => text(String(bytes / 1e6), left - 8, y(bytes) + 4, 'end')),
    ...[0, count / 2, count].map((pictures) => text(String(pictures), x(pictures), height - bottom + 20, 'middle')),
    text('pictures done', x(count / 2), height - 10, 'middle'),
    line(
      samples.map(({ workers }) => Math.max(...workers)),
      colours.workers,
      'largest worker',
    ),
    line(
      samples.map(({ parent }) => parent),
      colours.parent,
      'parent',
    ),
  ].join('')
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` }, content)}\n`
}

const text = (content, x, y, anchor = 'start') => element('text', { x, y, 'text-anchor': anchor }, content)
