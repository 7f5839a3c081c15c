import { beforeAll, describe, expect, it } from 'vitest'
import { drawBarChart } from '../../../src/report/study/charts/bar-chart.ts'
import { drawHeatChart } from '../../../src/report/study/charts/heat-chart.ts'
import { drawLineChart } from '../../../src/report/study/charts/line-chart.ts'
import { composeStudyPage, type StudyPageFacts } from '../../../src/report/study/compose-study-page.ts'
import { drawTable } from '../../../src/report/study/draw-table.ts'
import { formatNumber } from '../../../src/report/study/format-cell.ts'
import type { ReportTable } from '../../../src/studies/study-report.ts'

const evil = '<script>alert("&")</script>'
const table: ReportTable = {
  name: 'means',
  caption: 'Means',
  columns: [
    { name: 'method', kind: 'text' },
    { name: 'deletion', kind: 'number', direction: 'lower', digits: 2 },
    { name: 'insertion', kind: 'number', direction: 'higher', digits: 2 },
  ],
  rows: [
    ['submodular', { value: 0.1, low: 0.05, high: 0.15 }, 0.7],
    [evil, 0.2, { value: null, reason: 'the map is zero everywhere' }],
    ['random', 0.2, null],
  ],
}
const facts: StudyPageFacts = {
  about: {
    models: [{ name: evil, sha256: '0123456789abcdef', classes: 3 }],
    dataset: 'birds',
    seed: 1,
    command: `telltale study comparison '${evil}'`,
    failed: [{ sample: evil, code: 'PICTURE_UNREADABLE', message: 'It is damaged.' }],
  },
  samples: 3,
  wanted: 4,
  skipped: [{ id: 'x.png', code: 'DATASET_MASK_EMPTY', reason: 'The mask shows no object.' }],
  versions: 'Telltale',
  settings: '{}',
}

describe('a table', () => {
  const html = drawTable(table)

  it('says which direction is better, and marks the best of a column', () => {
    expect(html).toContain('deletion <span class="arrow" role="img" title="lower is better"')
    expect(html).toContain('<td class="number best" data-value="0.1">0.10')
  })

  it('marks nothing where there is nothing to compare with', () => {
    expect(html).not.toContain('<td class="number best" data-value="0.7">')
  })

  it('shows intervals, and why a number is missing', () => {
    expect(html).toContain('<span class="interval">0.05 to 0.15</span>')
    expect(html).toContain('–<sup>a</sup>')
    expect(html).toContain('<li>the map is zero everywhere</li>')
  })

  it('is a sentence where it has no rows', () => {
    expect(drawTable({ ...table, rows: [] })).toBe('<p class="quiet">Means.</p>')
  })
})

describe('a number', () => {
  it.each([
    [0.1234, 2, '0.12'],
    [-0.5, 1, '−0.5'],
    [0, 2, '0.00'],
    [0.0001, 2, '<0.01'],
    [-0.0001, 2, '>−0.01'],
  ])('%d with %d digits is %s', (value, digits, text) => {
    expect(formatNumber(value, { kind: 'number', digits })).toBe(text)
  })
})

describe('charts', () => {
  it('draw a bar per row, with its interval', () => {
    const svg = drawBarChart({
      kind: 'bars',
      name: 'bars',
      caption: 'Bars',
      x: 'x',
      bars: [
        { name: 'a', value: 0.5, low: 0.4, high: 0.6 },
        { name: 'b', value: null },
        { name: 'c', value: 0.2, control: true },
      ],
    })
    expect(svg.match(/class="bar/g)).toHaveLength(2)
    expect(svg.match(/class="whisker"/g)).toHaveLength(1)
    expect(svg).not.toContain('NaN')
  })

  it('colour cells by sign, and leave empty what is missing', () => {
    const svg = drawHeatChart({
      kind: 'heat',
      name: 'heat',
      caption: 'Heat',
      rows: ['a'],
      columns: ['x', 'y', 'z'],
      values: [[1, -0.5, null]],
      range: [-1, 1],
    })
    expect(svg).toContain('class="positive" fill-opacity="0.60"')
    expect(svg).toContain('class="negative" fill-opacity="0.30"')
    expect(svg).toContain('class="none"')
  })

  it('let the second end of a falling range stand out', () => {
    const values = [[1, 8]]
    const svg = drawHeatChart({
      kind: 'heat',
      name: 'h',
      caption: 'Ranks',
      rows: ['a'],
      columns: ['x', 'y'],
      values,
      range: [8, 1],
    })
    expect(svg.match(/fill-opacity="([^"]+)"/g)).toEqual(['fill-opacity="0.60"', 'fill-opacity="0.00"'])
  })

  it('break a line where nothing was measured', () => {
    const svg = drawLineChart({
      kind: 'lines',
      name: 'lines',
      caption: 'Lines',
      x: 'share',
      y: 'score',
      series: [{ name: 'a', x: [0, 1, 2, 3, 4], y: [0, 1, null, 1, 0] }],
    })
    expect(/ d="(M[^"]*)" class="line/.exec(svg)![1]!.match(/M/g)).toHaveLength(2)
  })
})

describe('a page', () => {
  let html: string
  beforeAll(async () => {
    html = await composeStudyPage(
      { title: 'A study', summary: [`Best is ${evil}.`], sections: [{ title: 'Means', text: evil, tables: [table] }] },
      facts,
    )
  })

  it('says the findings first', () => {
    expect(html.indexOf('Best is')).toBeLessThan(html.indexOf('<table'))
  })

  it('takes names for text, never for markup', () => {
    expect(html).not.toContain('<script>alert')
  })

  it('loads nothing, and runs no program but its own', () => {
    expect(html).toMatch(/content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'/)
    expect(html).not.toMatch(/\s(style|on\w+)="/)
  })

  it('counts what is left out', () => {
    expect(html).toContain('1 samples failed, 1 could not be used; none of them is in a number above')
    expect(html).toContain('birds, 3 of 4 samples measured')
  })
})
