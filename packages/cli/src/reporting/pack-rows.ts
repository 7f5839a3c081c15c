import { posix } from 'node:path'
import type { ReportRow } from './report-row.ts'

/** Distinct texts, and for each row which of them it has; -1 for none. */
export interface PackedTexts {
  readonly texts: readonly string[]
  readonly at: readonly number[]
}

/** A column of numbers; flags are 1 and 0. */
export type PackedNumbers = readonly (number | null)[]

/** Rows by column, so that names are written once and numbers without them. */
export interface PackedRows {
  readonly count: number
  readonly texts: Readonly<Record<string, PackedTexts>>
  readonly numbers: Readonly<Record<string, PackedNumbers>>
}

const textKeys = [
  'picture',
  'label',
  'truthLabel',
  'predictedLabel',
  'why',
  'method',
  'flip',
  'warnings',
  'error',
  'state',
] as const
const flagKeys = ['right', 'holds', 'complete'] as const
const numberKeys = ['probability', 'regions', 'answerRegions', 'share', 'kept', 'insertion', 'deletion', 'forwards'] as const

/** Packs rows for the page. Numbers keep four decimals: more is never shown. */
export function packRows(rows: readonly ReportRow[]): PackedRows {
  const texts: Record<string, PackedTexts> = {}
  const numbers: Record<string, PackedNumbers> = {}
  for (const key of textKeys) texts[key] = packTexts(rows.map((row) => row[key] ?? null))
  for (const key of flagKeys) numbers[key] = rows.map((row) => flagOf(row[key]))
  for (const key of numberKeys) numbers[key] = rows.map((row) => rounded(row[key]))
  numbers['milliseconds'] = rows.map(({ milliseconds }) => (milliseconds === undefined ? null : Math.round(milliseconds)))
  numbers['sprite'] = rows.map(({ thumbnail }) => thumbnail?.sprite ?? null)
  numbers['place'] = rows.map(({ thumbnail }) => thumbnail?.place ?? null)
  // Folders differ from picture to picture, file names hardly do.
  texts['folder'] = packTexts(rows.map(({ document, overlay }) => folderOf(document ?? overlay)))
  texts['document'] = packTexts(rows.map(({ document, state }) => (state === 'missing' ? null : nameOf(document))))
  texts['overlay'] = packTexts(rows.map(({ overlay }) => nameOf(overlay)))
  return { count: rows.length, texts, numbers }
}

function packTexts(values: readonly (string | null)[]): PackedTexts {
  const places = new Map<string, number>()
  const at = values.map((value) => {
    if (value === null) return -1
    const text = wellFormed(value)
    const place = places.get(text) ?? places.size
    if (place === places.size) places.set(text, place)
    return place
  })
  return { texts: [...places.keys()], at }
}

/** Half a character has no place in a link: a journal may hold anything. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

function flagOf(value: boolean | null | undefined): number | null {
  return typeof value === 'boolean' ? Number(value) : null
}

function rounded(value: number | null | undefined): number | null {
  return typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : null
}

function folderOf(path: string | null | undefined): string | null {
  return path === null || path === undefined ? null : posix.dirname(path)
}

function nameOf(path: string | null | undefined): string | null {
  return path === null || path === undefined ? null : posix.basename(path)
}
