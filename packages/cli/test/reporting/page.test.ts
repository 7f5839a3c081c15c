import { describe, expect, it } from 'vitest'
import { packRows } from '../../src/reporting/pack-rows.ts'
import { binOf, countBins } from '../../src/reporting/page/bins.js'
import type { Row } from '../../src/reporting/page/rows.js'
import { linkTo, shortName, unpackRows } from '../../src/reporting/page/rows.js'
import { noFilter, selectRows } from '../../src/reporting/page/select-rows.js'
import { visibleRange } from '../../src/reporting/page/visible-range.js'
import { countOf, writeValue } from '../../src/reporting/page/write-value.js'
import { pageScript } from '../../src/reporting/page-script.ts'
import type { ReportRow } from '../../src/reporting/report-row.ts'

const common: ReportRow = {
  picture: 'a.png',
  sha256: null,
  status: 'done',
  state: 'whole',
  overlay: 'a~1/overlay.png',
  document: 'a~1/submodular.1.json',
  thumbnail: { sprite: 2, place: 5 },
  label: 'tabby, tabby cat',
  method: 'submodular',
  warnings: '',
}

/** Rows as the page has them: packed, written and unpacked. */
function rowsOf(...rows: readonly Partial<ReportRow>[]): readonly Row[] {
  return unpackRows(JSON.parse(JSON.stringify(packRows(rows.map((row) => ({ ...common, ...row }))))))
}

const names = (rows: readonly Row[]) => rows.map(({ picture }) => picture).join('')

describe('the program of the page', () => {
  it('is one script without imports, whose modules share no name', () => {
    const script = pageScript()
    expect(script).not.toMatch(/^(import|export) /m)
    const declared = [...script.matchAll(/^(?:function|const|let) (\w+)/gm)].map((match) => match[1]!)
    expect(declared.filter((name, index) => declared.indexOf(name) !== index)).toEqual([])
    expect(() => new Function(script)).not.toThrow()
  })

  it('declares everything before it starts', () => {
    expect(pageScript().trimEnd()).toMatch(/\nstart\(\)\n\}\)\(\)$/)
  })
})

describe('rows', () => {
  it('come out as they went in, numbers with four decimals', () => {
    const [row] = rowsOf({
      probability: 0.123456,
      right: false,
      holds: null,
      complete: true,
      answerRegions: 3,
      milliseconds: 12.6,
    })
    expect(row).toMatchObject({
      ...{
        index: 0,
        picture: 'a.png',
        label: 'tabby, tabby cat',
        folder: 'a~1',
        document: 'submodular.1.json',
        overlay: 'overlay.png',
      },
      ...{
        probability: 0.1235,
        right: false,
        holds: null,
        complete: true,
        answerRegions: 3,
        milliseconds: 13,
        sprite: 2,
        place: 5,
      },
      ...{ share: null, truthLabel: '', error: '' },
    })
  })

  it('lead to no document that is missing', () => {
    const [row] = rowsOf({ state: 'missing' })
    expect([linkTo(row!, 'document'), linkTo(row!, 'overlay')]).toEqual(['', './a~1/overlay.png'])
  })

  it('link to any name', () => {
    const [row] = rowsOf({ document: 'a b#c?d%~1/submodular.1.json' })
    expect(linkTo(row!, 'document')).toBe('./a%20b%23c%3Fd%25~1/submodular.1.json')
  })

  it('call a class by its first name', () => {
    expect([shortName('tabby, tabby cat'), shortName('dog'), shortName(', odd')]).toEqual(['tabby', 'dog', ', odd'])
  })
})

describe('a selection of rows', () => {
  const rows = rowsOf(
    { picture: 'A', label: 'cat', right: true, share: 0.1, holds: true, warnings: 'SCORE_LOW BUDGET_SPENT' },
    { picture: 'B', label: 'dog', right: false, share: 0.3, holds: false },
    { picture: 'C', label: 'cat', right: null, share: null },
    { picture: 'D', status: 'failed', label: '', error: 'PICTURE_UNREADABLE', document: null, overlay: null },
    { picture: 'E', label: 'dog', right: true, share: 0.2, holds: null, method: 'rise' },
  )

  it.each([
    [{ label: 'cat' }, 'AC'],
    [{ verdict: 'right' }, 'AE'],
    [{ verdict: 'wrong' }, 'B'],
    [{ verdict: 'unknown' }, 'C'],
    [{ verdict: 'failed' }, 'D'],
    [{ answer: 'holds' }, 'A'],
    [{ answer: 'fragile' }, 'B'],
    [{ answer: 'untried' }, 'E'],
    [{ answer: 'none' }, 'C'],
    [{ warning: 'any' }, 'A'],
    [{ warning: 'BUDGET_SPENT' }, 'A'],
    [{ warning: 'BUDGET' }, ''],
    [{ warning: 'none' }, 'BCE'],
    [{ method: 'rise' }, 'E'],
    [{ text: ' b ' }, 'B'],
    [{ ranges: { share: [0.1, 0.3] as const } }, 'AE'],
    [{ ranges: { share: [0.2, 1] as const } }, 'BE'],
    [{ label: 'dog', verdict: 'right' }, 'E'],
  ])('by %o is %s', (filter, expected) => {
    expect(names(selectRows(rows, { ...noFilter(), ...filter }, 'picture', false))).toBe(expected)
  })

  it('has what has no value last, in either direction', () => {
    expect(names(selectRows(rows, noFilter(), 'share', false))).toBe('AEBCD')
    expect(names(selectRows(rows, noFilter(), 'share', true))).toBe('BEACD')
    expect(names(selectRows(rows, noFilter(), 'label', true))).toBe('BEACD')
  })
})

describe('histograms', () => {
  it('have twenty bars from 0 to 1, ends included', () => {
    expect([0, 0.049, 0.05, 0.999, 1, 1.02, -0.01].map(binOf)).toEqual([0, 0, 1, 19, 19, 19, 0])
  })

  it('leave out what has no value', () => {
    const counts = countBins(rowsOf({ share: 0.12 }, { share: null }, { share: 0.14 }), 'share')
    expect(counts.map((count, bin) => (count > 0 ? [bin, count] : null)).filter(Boolean)).toEqual([[2, 2]])
  })
})

describe('of a long list', () => {
  const range = (top: number, lines = 1000) => visibleRange({ top, window: 800, line: 200, lines, beyond: 2 })

  it('only lines in sight and two beyond are drawn', () => {
    expect(range(300)).toEqual({ from: 0, to: 5 })
    expect(range(-10_000)).toEqual({ from: 48, to: 56 })
  })

  it('nothing is drawn beyond its end', () => {
    expect(range(-199_800)).toEqual({ from: 997, to: 1000 })
    expect(range(0, 2)).toEqual({ from: 0, to: 2 })
    expect(range(0, 0)).toEqual({ from: 0, to: 0 })
    expect(range(-1e6, 10)).toEqual({ from: 10, to: 10 })
  })
})

describe('values', () => {
  it.each([
    [0.126, 'share', '13 %'],
    [0.004, 'share', 'under 1 %'],
    [0, 'share', '0 %'],
    [0.714, 'area', '0.71'],
    [12_345, 'count', '12\u2009345'],
    [8_449, 'duration', '8.4 s'],
    [true, 'flag', 'yes'],
    [false, 'flag', 'no'],
    [null, 'share', '–'],
    ['', 'text', '–'],
    ['cat', 'text', 'cat'],
  ])('%o as %s is %s', (value, kind, text) => {
    expect(writeValue(value, kind)).toBe(text)
  })

  it('are counted in singular and plural', () => {
    expect([countOf(1, 'row'), countOf(0, 'row'), countOf(10_000, 'row')]).toEqual(['1 row', '0 rows', '10\u2009000 rows'])
  })
})
