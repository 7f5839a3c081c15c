import { escapeXml } from '../../render/svg.ts'
import type { ReportCell, ReportColumn, ReportTable } from '../../studies/study-report.ts'
import { formatCell } from './format-cell.ts'

const arrows = { higher: '↑', lower: '↓' } as const
const arrowWords = { higher: 'higher is better', lower: 'lower is better' } as const

/** A table as HTML: directions as arrows, the best of a column marked, intervals below their numbers, reasons for missing numbers as notes. */
export function drawTable({ name, caption, columns, rows }: ReportTable): string {
  if (rows.length === 0) return `<p class="quiet">${escapeXml(caption)}.</p>`
  const best = columns.map((column, index) =>
    bestOf(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  )
  const notes: string[] = []
  const body = rows.map(
    (row) =>
      `<tr>${columns.map((column, index) => drawCell(row[index] ?? null, column, best[index]!, index, notes)).join('')}</tr>`,
  )
  return `<div class="table" id="table-${escapeXml(name)}" tabindex="0" role="region" aria-label="${escapeXml(caption)}">
<table class="sortable">
<caption>${escapeXml(caption)} <a class="files" href="./tables/${escapeXml(name)}.csv">csv</a> <a class="files" href="./tables/${escapeXml(name)}.parquet">parquet</a></caption>
<thead><tr>${columns.map(drawHead).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>${notes.length === 0 ? '' : `\n<ol class="notes" type="a">${notes.map((note) => `<li>${escapeXml(note)}</li>`).join('')}</ol>`}`
}

function drawHead({ name, kind, direction }: ReportColumn): string {
  const arrow = direction
    ? ` <span class="arrow" role="img" title="${arrowWords[direction]}" aria-label="${arrowWords[direction]}">${arrows[direction]}</span>`
    : ''
  return `<th scope="col"${kind === 'text' ? '' : ' class="number"'}>${escapeXml(name)}${arrow}</th>`
}

function drawCell(cell: ReportCell, column: ReportColumn, best: number, index: number, notes: string[]): string {
  const { text, interval, reason, sort } = formatCell(cell, column)
  if (column.kind === 'text') return index === 0 ? `<th scope="row">${escapeXml(text)}</th>` : `<td>${escapeXml(text)}</td>`
  const isBest = typeof sort === 'number' && sort === best
  const classes = ['number', ...(isBest ? ['best'] : [])].join(' ')
  const note = reason === null ? '' : `<sup>${letterOf(reason, notes)}</sup>`
  const shown = interval === null ? '' : `<span class="interval">${escapeXml(interval)}</span>`
  const value = typeof sort === 'number' && Number.isFinite(sort) ? ` data-value="${sort}"` : ''
  return `<td class="${classes}"${value}>${escapeXml(text)}${note}${shown}</td>`
}

/** The letter of a note, which is added where it is new. */
function letterOf(note: string, notes: string[]): string {
  if (!notes.includes(note)) notes.push(note)
  const index = notes.indexOf(note)
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : `${String.fromCharCode(96 + Math.floor(index / 26))}${letter}`
}

/** The best value of a column with a direction, where not all are equal; NaN for none. */
function bestOf(column: ReportColumn, cells: readonly ReportCell[]): number {
  if (column.direction === undefined) return Number.NaN
  const values = cells
    .map((cell) => formatCell(cell, column).sort)
    .filter((value) => typeof value === 'number' && !Number.isNaN(value))
  const [lowest, highest] = [Math.min(...(values as number[])), Math.max(...(values as number[]))]
  if (values.length < 2 || lowest === highest) return Number.NaN
  return column.direction === 'lower' ? lowest : highest
}
