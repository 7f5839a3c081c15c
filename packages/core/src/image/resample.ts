import { TelltaleError } from '../errors.ts'
import { maximumPixels } from './limits.ts'
import { type AxisWeights, resampleWeights } from './resample-weights.ts'

export type ResampleFilter = 'nearest' | 'bilinear' | 'bicubic'

/**
 * Resizes 8-bit pixels, equal to the `resize` of Pillow 13 bit for bit: antialiased, one axis after the other, rounded to bytes after each.
 *
 * `pixels` is row-major and interleaved, `channels * width * height` bytes; the result has `channels * toWidth * toHeight`. Alpha must
 * have been dropped before: it is not premultiplied here. Throws PICTURE_TOO_LARGE when the result passes 100 million pixels,
 * USAGE_PARAMETER when a size is no positive whole number or does not match `pixels`.
 */
export function resample(
  pixels: Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  filter: ResampleFilter,
  channels = 3,
): Uint8Array {
  checkSizes(pixels, width, height, toWidth, toHeight, channels)
  if (filter === 'nearest') return pickNearest(pixels, width, height, toWidth, toHeight, channels)

  const columns = toWidth === width ? null : resampleWeights(width, toWidth, filter)
  const rows = toHeight === height ? null : resampleWeights(height, toHeight, filter)
  if (!columns) return rows ? mixRows(pixels, 0, width * channels, rows) : pixels.slice()
  if (!rows) return mixColumns(pixels, width, columns, channels)
  if (rowsComeFirst(width, height, toWidth, toHeight)) {
    return mixColumns(mixRows(pixels, 0, width * channels, rows), width, columns, channels)
  }

  // Only the input rows that the second pass reads.
  const firstRow = rows.first[0]!
  const lastRow = rows.first[toHeight - 1]! + rows.length[toHeight - 1]!
  const needed = pixels.subarray(firstRow * width * channels, lastRow * width * channels)
  return mixRows(mixColumns(needed, width, columns, channels), firstRow, toWidth * channels, rows)
}

/**
 * Pillow's own rule. The first pass rounds, so the order shows in the last bit. Either way the buffer between the passes is no larger
 * than the larger of picture and result.
 */
function rowsComeFirst(width: number, height: number, toWidth: number, toHeight: number): boolean {
  return height > toHeight && height - toHeight > 2 * (width - toWidth)
}

function checkSizes(
  pixels: Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  channels: number,
): void {
  for (const size of [width, height, toWidth, toHeight, channels]) {
    if (Number.isInteger(size) && size > 0) continue
    throw new TelltaleError('USAGE_PARAMETER', `A picture cannot have a size of ${size}.`, 'Give whole numbers of at least 1.', {
      value: size,
    })
  }
  if (pixels.length !== width * height * channels) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `${pixels.length} bytes are no ${width}x${height} picture with ${channels} channels.`,
      `Give ${width * height * channels} bytes.`,
      { value: pixels.length, limit: width * height * channels },
    )
  }
  const toPixels = toWidth * toHeight
  if (toPixels > maximumPixels) {
    throw new TelltaleError(
      'PICTURE_TOO_LARGE',
      `Resizing ${width}x${height} to ${toWidth}x${toHeight} gives ${toPixels} pixels; the limit is ${maximumPixels}.`,
      'Choose a smaller size, or crop the picture first.',
      { value: toPixels, limit: maximumPixels },
    )
  }
}

function pickNearest(
  pixels: Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  channels: number,
): Uint8Array {
  const columns = nearestIndices(width, toWidth)
  const rows = nearestIndices(height, toHeight)
  const result = new Uint8Array(toWidth * toHeight * channels)
  let out = 0
  for (let y = 0; y < toHeight; y++) {
    const row = rows[y]! * width
    for (let x = 0; x < toWidth; x++) {
      const from = (row + columns[x]!) * channels
      for (let c = 0; c < channels; c++) result[out++] = pixels[from + c]!
    }
  }
  return result
}

function nearestIndices(from: number, to: number): Int32Array {
  const indices = new Int32Array(to)
  const step = from / to
  // Pillow adds the step up instead of multiplying: where the middle falls on a border the two differ.
  let middle = step / 2
  for (let o = 0; o < to; o++, middle += step) indices[o] = Math.min(from - 1, Math.trunc(middle))
  return indices
}

function mixColumns(pixels: Uint8Array, width: number, columns: AxisWeights, channels: number): Uint8Array {
  const { first, length, weights, stride } = columns
  const toWidth = first.length
  const rows = pixels.length / (width * channels)
  const result = new Uint8ClampedArray(rows * toWidth * channels)
  for (let y = 0, out = 0; y < rows; y++) {
    for (let x = 0; x < toWidth; x++) {
      const start = x * stride
      const end = start + length[x]!
      let from = (y * width + first[x]!) * channels
      const last = out + channels
      for (; out + 3 <= last; out += 3, from += 3) mixThree(result, out, pixels, from, channels, weights, start, end)
      for (; out < last; out++, from++) mixOne(result, out, pixels, from, channels, weights, start, end)
    }
  }
  return new Uint8Array(result.buffer)
}

/** `pixels` starts at row `firstRow` of the picture; `rowBytes` is one row. */
function mixRows(pixels: Uint8Array, firstRow: number, rowBytes: number, rows: AxisWeights): Uint8Array {
  const { first, length, weights, stride } = rows
  const toHeight = first.length
  const result = new Uint8ClampedArray(toHeight * rowBytes)
  for (let y = 0, out = 0; y < toHeight; y++) {
    const start = y * stride
    const end = start + length[y]!
    let from = (first[y]! - firstRow) * rowBytes
    const last = out + rowBytes
    for (; out + 3 <= last; out += 3, from += 3) mixThree(result, out, pixels, from, rowBytes, weights, start, end)
    for (; out < last; out++, from++) mixOne(result, out, pixels, from, rowBytes, weights, start, end)
  }
  return new Uint8Array(result.buffer)
}

/** Half of the fixed point's unit, so that `>> 22` rounds to the nearest. */
const half = 1 << 21

/** One byte of the result: a weighted sum of those from `from` on, `step` apart. All sums fit 32 bits, as they do in Pillow. */
function mixOne(
  result: Uint8ClampedArray,
  out: number,
  pixels: Uint8Array,
  from: number,
  step: number,
  weights: Int32Array,
  start: number,
  end: number,
): void {
  let sum = half
  for (let k = start, i = from; k < end; k++, i += step) sum = (sum + Math.imul(pixels[i]!, weights[k]!)) | 0
  result[out] = sum >> 22
}

/** As `mixOne` for three bytes side by side, which share their weights. */
function mixThree(
  result: Uint8ClampedArray,
  out: number,
  pixels: Uint8Array,
  from: number,
  step: number,
  weights: Int32Array,
  start: number,
  end: number,
): void {
  let sum0 = half
  let sum1 = half
  let sum2 = half
  for (let k = start, i = from; k < end; k++, i += step) {
    const weight = weights[k]!
    sum0 = (sum0 + Math.imul(pixels[i]!, weight)) | 0
    sum1 = (sum1 + Math.imul(pixels[i + 1]!, weight)) | 0
    sum2 = (sum2 + Math.imul(pixels[i + 2]!, weight)) | 0
  }
  result[out] = sum0 >> 22
  result[out + 1] = sum1 >> 22
  result[out + 2] = sum2 >> 22
}
