import type { ReportCell, ReportColumn } from '../../studies/study-report.ts'

/** How a cell is shown, and by what its column is sorted: NaN comes last in both directions. */
export interface ShownCell {
  readonly text: string
  /** `0.12 to 0.18`; null without an interval. */
  readonly interval: string | null
  /** Why there is no number. */
  readonly reason: string | null
  readonly sort: number | string
}

/** A cell in words and figures. */
export function formatCell(cell: ReportCell, column: ReportColumn): ShownCell {
  if (typeof cell === 'string') return { text: cell, interval: null, reason: null, sort: cell }
  if (cell === null) return missing('not measured')
  if (typeof cell === 'number') return { text: formatNumber(cell, column), interval: null, reason: null, sort: cell }
  if (cell.value === null) return missing(cell.reason)
  return {
    text: formatNumber(cell.value, column),
    interval: `${formatNumber(cell.low, column)} to ${formatNumber(cell.high, column)}`,
    reason: null,
    sort: cell.value,
  }
}

function missing(reason: string): ShownCell {
  return { text: '–', interval: null, reason, sort: Number.NaN }
}

const usualDigits = 3

/** With a true minus; a number too small for its digits is told as smaller than the smallest they can show. */
export function formatNumber(value: number, { kind, digits = usualDigits }: Pick<ReportColumn, 'kind' | 'digits'>): string {
  if (!Number.isFinite(value)) return '–'
  if (kind === 'whole number') return signed(String(Math.round(value)))
  const text = value.toFixed(digits)
  if (Number(text) === 0 && value !== 0)
    return value > 0 ? `<${(10 ** -digits).toFixed(digits)}` : `>−${(10 ** -digits).toFixed(digits)}`
  return signed(text)
}

function signed(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}
