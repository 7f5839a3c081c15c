import { describe, expect, it } from 'vitest'
import { composePage } from '../../src/reporting/page.ts'
import type { Report, ReportRow } from '../../src/reporting/report-row.ts'

/** A report of so many pictures, as a run of the built-in model would have it; figures differ from row to row. */
function reportOfRows(count: number): Report {
  const rows = Array.from({ length: count }, (_, index): ReportRow => {
    const folder = `photo-${String(index).padStart(5, '0')}~${index.toString(16).padStart(12, '0')}`
    const part = (index * 0.61803398875) % 1
    return {
      ...{
        picture: `archive/2026/${folder.split('~')[0]}.jpg`,
        sha256: null,
        status: 'done',
        state: 'whole',
        method: 'submodular',
      },
      ...{ overlay: `${folder}/overlay.png`, document: `${folder}/submodular.${index % 1000}.json`, why: 'predicted' },
      ...{
        class: index % 1000,
        label: `class ${index % 1000}, another name`,
        truthLabel: `class ${index % 997}`,
        right: part < 0.8,
      },
      ...{ probability: part, regions: 49, answerRegions: index % 20, share: part / 2, kept: part / 3, holds: part < 0.7 },
      ...{ flip: `class ${index % 991}`, insertion: part / 4, deletion: part / 5, forwards: 544, milliseconds: 8000 + index },
      ...{ complete: true, warnings: '', thumbnail: { sprite: Math.floor(index / 192), place: index % 192 } },
    }
  })
  return { rows, sprites: [], side: 112, failures: new Map(), withoutPicture: [] }
}

const words = { summary: [], care: [] }

describe('the page of 10 000 pictures', { timeout: 60_000 }, () => {
  it('takes less than 260 bytes a picture', () => {
    const [few, many] = [1000, 10_000].map((count) => Buffer.byteLength(composePage(reportOfRows(count), words, null)))
    expect((many! - few!) / 9000).toBeLessThan(260)
  })

  it('is written within forty times what writing the same rows as JSON takes', () => {
    const report = reportOfRows(10_000)
    const time = (work: () => void): number => {
      const start = performance.now()
      work()
      return performance.now() - start
    }
    // The fastest of several, taken in turns: another process may take the core at any moment.
    const times = Array.from({ length: 3 }, () => ({
      json: time(() => JSON.stringify(report.rows)),
      page: time(() => composePage(report, words, null)),
    }))
    const ratio = Math.min(...times.map(({ page }) => page)) / Math.min(...times.map(({ json }) => json))
    expect(ratio).toBeLessThan(40)
  })
})
