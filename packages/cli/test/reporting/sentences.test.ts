import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { factsOf } from '../../src/reporting/facts.ts'
import type { ReportRow } from '../../src/reporting/report-row.ts'
import { describeRun } from '../../src/reporting/sentences.ts'
import { describeWarning } from '../../src/reporting/words.ts'

function row(picture: string, more: Partial<ReportRow> = {}): ReportRow {
  return {
    ...{ picture, sha256: null, status: 'done', state: 'whole', overlay: null, thumbnail: null, document: `${picture}~1/a.json` },
    ...{ regions: 49, answerRegions: 6, share: 0.12, holds: true, insertion: 0.7, deletion: 0.1, right: true, complete: true },
    ...{ forwards: 500, milliseconds: 8000, warnings: '' },
    ...more,
  }
}

function wordsOf(...rows: readonly ReportRow[]) {
  return describeRun(factsOf({ rows, sprites: [], side: 112, failures: new Map(), withoutPicture: [] }))
}

describe('a run in words', () => {
  it('says how many, how right, how large, how firm, how good and how dear', () => {
    const rows = [
      row('a'),
      row('b', { right: false, share: 0.3, answerRegions: 15, holds: false }),
      row('c', { share: 0.2, answerRegions: 9 }),
    ]
    expect(wordsOf(...rows)).toEqual({
      summary: [
        'All 3 pictures were explained.',
        'The model is right on 2 of 3 pictures (67\u00a0%).',
        'The typical answer takes 9 of 49 regions, 20\u00a0% of what the model sees (medians).',
        'On a second background 2 of 3 answers still hold (67\u00a0%).',
        'The median insertion area is 0.70 (higher is better), the median deletion area 0.10 (lower is better).',
        'It took 1\u2009500 forwards and 24 s of computing, 8 s a picture.',
      ],
      care: ['1 answer does not hold on a second background.'],
    })
  })

  it('counts a picture once, however many explanations it has, and equal pictures’ cost once', () => {
    const { summary } = wordsOf(row('a'), row('a', { document: 'a~1/b.json' }), row('b', { document: 'a~1/a.json' }))
    expect(summary[0]).toBe('All 2 pictures were explained in 3 explanations.')
    expect(summary.at(-1)).toBe('It took 1\u2009000 forwards and 16 s of computing, 8 s a picture.')
  })

  it('claims nothing about truth where none was given', () => {
    expect(wordsOf(row('a', { right: null })).summary[1]).toBe(
      'No true classes were given, so nothing can be said of how often the model is right.',
    )
    expect(wordsOf(row('a'), row('b', { right: null })).summary[1]).toBe(
      'The model is right on 1 of 1 picture whose true class is known (100\u00a0%).',
    )
  })

  it('says where there is no answer', () => {
    const without = { share: null, answerRegions: null, holds: null }
    expect(wordsOf(row('a', without)).summary[2]).toBe('No few regions were found that carry a decision.')
    expect(wordsOf(row('a'), row('b', without)).summary[2]).toContain('For 1 explanation no few regions were found to be enough.')
  })

  it('counts warnings by what they mean, the most frequent first', () => {
    const { care } = wordsOf(row('a', { warnings: 'SCORE_LOW' }), row('b', { warnings: 'SCORE_LOW BUDGET_SPENT' }))
    expect(care).toEqual([
      '2 explanations of pictures on which the model is undecided (SCORE_LOW).',
      '1 explanation whose budget ended before everything was measured (BUDGET_SPENT).',
    ])
  })

  it('names five of many missing documents', () => {
    const rows = Array.from({ length: 12 }, (_, index) => row(`p${index}`, { state: 'missing' }))
    expect(wordsOf(...rows).care[0]).toMatch(/^12 documents are not in this folder any more: p0~1\/a\.json, .*, and 7 more\.$/)
  })
})

describe('words for warnings', () => {
  const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8')
  const codes = [...page.slice(page.indexOf('## Warnings')).matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1]!)

  it.each(codes)('%s has some', (code) => {
    expect(describeWarning(code)).not.toBe('with this warning')
  })
})
