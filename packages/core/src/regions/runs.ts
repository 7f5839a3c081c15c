import { TelltaleError } from '../errors.ts'
import { maximumPixels } from '../image/limits.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'

/** A region map as row-major (label, length) pairs, flat: what a document stores. */
export function encodeRuns({ labels }: RegionMap): number[] {
  const runs: number[] = []
  let length = 0
  for (let i = 0; i < labels.length; i++) {
    length++
    if (labels[i] === labels[i + 1]) continue
    runs.push(labels[i]!, length)
    length = 0
  }
  return runs
}

/**
 * The map that `encodeRuns` wrote. Throws DOCUMENT_INVALID unless the runs fill `width * height` pixels exactly with the labels
 * 0..count-1, each of them used.
 */
export function decodeRuns(runs: readonly number[], width: number, height: number, count: number, kind: string): RegionMap {
  const total = width * height
  if (!isSize(width) || !isSize(height) || total > maximumPixels) throw broken(`it is ${width}x${height} pixels large`)
  if (!isSize(count) || count > maximumRegions) throw broken(`it has ${count} regions`)
  if (runs.length % 2 !== 0) throw broken(`it has ${runs.length} numbers, which are no pairs`)
  if (sumOfLengths(runs) !== total) throw broken(`its lengths do not sum to ${width}x${height} pixels`)

  const labels = new Uint16Array(total)
  const used = new Uint8Array(count)
  for (let i = 0, at = 0; i < runs.length; i += 2) {
    const label = runs[i]!
    if (!Number.isInteger(label) || label < 0 || label >= count) throw broken(`it has label ${label} of ${count} regions`)
    labels.fill(label, at, at + runs[i + 1]!)
    used[label] = 1
    at += runs[i + 1]!
  }
  const empty = used.indexOf(0)
  if (empty !== -1) throw broken(`region ${empty} has no pixel`)
  return { width, height, count, labels, kind }
}

function isSize(value: number): boolean {
  return Number.isInteger(value) && value > 0
}

/** The sum of all lengths, or NaN when one of them is no positive whole number. */
function sumOfLengths(runs: readonly number[]): number {
  let sum = 0
  for (let i = 1; i < runs.length; i += 2) sum += isSize(runs[i]!) ? runs[i]! : Number.NaN
  return sum
}

function broken(problem: string): TelltaleError {
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `The region map of the document is broken: ${problem}.`,
    'Explain the picture again to get a whole document.',
  )
}
