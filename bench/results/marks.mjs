import { element } from './core.mjs'
import { defaultSearch } from './searches.mjs'

const polygon = (corners) => (x, y, fill) =>
  element('path', { d: `M${corners.map(([dx, dy]) => `${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`).join('L')}Z`, fill })

const cross = (x, y, stroke) =>
  element('path', {
    d: `M${(x - 5).toFixed(1)} ${(y - 5).toFixed(1)}l10 10m0 -10l-10 10`,
    stroke,
    'stroke-width': 3,
    fill: 'none',
  })

/** How each search is marked: by colour (Okabe and Ito 2008) and by shape. */
export const marks = [
  {
    name: 'naive',
    colour: '#808890',
    draw: polygon([
      [-5, -5],
      [5, -5],
      [5, 5],
      [-5, 5],
    ]),
  },
  {
    name: 'bidirectional',
    colour: '#009e73',
    draw: polygon([
      [0, -7],
      [7, 0],
      [0, 7],
      [-7, 0],
    ]),
  },
  {
    name: 'stale-windows',
    colour: '#cc79a7',
    draw: polygon([
      [0, -7],
      [7, 5],
      [-7, 5],
    ]),
  },
  {
    name: 'phase-windows',
    colour: '#d55e00',
    draw: polygon([
      [0, 7],
      [7, -5],
      [-7, -5],
    ]),
  },
  { name: 'lazy', colour: '#c9a800', draw: cross },
  {
    name: 'stochastic',
    colour: '#8f6bd1',
    draw: polygon([
      [-7, 0],
      [5, -7],
      [5, 7],
    ]),
  },
  { name: defaultSearch, colour: '#2f8fd0', draw: (x, y, fill) => element('circle', { cx: x, cy: y, r: 7, fill }) },
]
