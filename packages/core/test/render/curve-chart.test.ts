import { expect, test } from 'vitest'
import { type ChartCurve, drawCurveChart } from '../../src/render/curve-chart.ts'
import { createTextPainter } from '../../src/render/text.ts'
import { themeOf } from '../../src/render/theme.ts'

const box = { x: 0, y: 0, width: 476, height: 296 } // the unit square is 400 by 200, its corner at (68, 234)
const painter = createTextPainter({ regular: [], strong: [] })

function draw(curve: Partial<ChartCurve>, level: number | null = null): string {
  const full = {
    name: 'insertion',
    share: [0, 0.25, 0.5, 0.75, 1],
    score: [0, 0.5, 1, 0.5, 1],
    colour: '#123456',
    mark: null,
    ...curve,
  }
  const chart = drawCurveChart(painter, themeOf('light'), { curves: [full], xTitle: 'share', yTitle: 'score', level }, box)
  return chart.slice(chart.indexOf('aria-label="insertion"'))
}

test('measured points are joined in the unit square', () => {
  expect(draw({})).toContain('d="M68,234L168,134L268,34L368,134L468,34"')
})

test('a point that was not measured is a gap, not a bridge', () => {
  expect(draw({ score: [0, 0.5, null, 0.5, 1] })).toContain('d="M68,234L168,134M368,134L468,34"')
})

test('a measured point between two gaps is still a dot', () => {
  const svg = draw({ score: [0, null, 1, null, 1] })
  expect(svg.match(/<circle/g)).toHaveLength(3)
  expect(svg).toContain('<circle cx="268" cy="34" r="2.5"')
})

test('a mark is a ring on its point', () => {
  expect(draw({ mark: 1 })).toContain('<circle cx="168" cy="134" r="7"')
})

test('a mark on a point that was not measured is not drawn', () => {
  expect(draw({ score: [0, null, 1, 1, 1], mark: 1 })).not.toContain('r="7"')
})

test('a curve without any measured point draws nothing', () => {
  const svg = draw({ score: [null, null, null, null, null] })
  expect(svg).toContain('d=""')
  expect(svg).not.toContain('<circle')
})

test('so many points that their dots would run together are no wider than the line', () => {
  const points = Array.from({ length: 200 }, (_, index) => index / 199)
  const svg = draw({ share: points, score: points })
  expect(svg.match(/ r="1.25"/g)).toHaveLength(200)
  expect(svg).not.toContain(' r="2.5"')
})
