import { TelltaleError } from '../errors.ts'
import { decodeNpy } from '../image/decode-npy.ts'
import { decodePng, type PngPlanes } from '../image/decode-png.node.ts'
import { isSameSize } from '../image/frame-box.ts'
import { isNpy, unreadableMap } from '../image/npy-header.ts'
import { readBytes } from '../image/read-bytes.node.ts'
import { type BinaryMask, labelsOfMasks, maskOf } from './binary-masks.ts'
import { labelsFromArray } from './from-array.ts'
import { compactLabels, type LabelMap } from './label-map.ts'
import { maximumMasks } from './limits.ts'

/** Most pixels of all masks together: 512 MiB of bits. */
const maximumMaskPixels = 2 ** 32

/**
 * Reads regions that were made elsewhere. One file: a PNG whose grey values, palette indices or colours are labels; or a `.npy` of whole
 * numbers with shape [height, width] (labels) or [masks, height, width] (masks, 0 is outside). Several files: PNG masks of one size, anything
 * but black is inside; overlaps as in `labelsOfMasks`. Labels are numbered 0, 1, 2, ... in their order.
 *
 * Throws PICTURE_UNREADABLE when a file is missing or empty, PICTURE_TOO_LARGE above 512 MiB, MAP_UNREADABLE when one holds no labels or
 * masks differ in size, USAGE_REGIONS for no file, more than 4096 masks or more than 65535 labels.
 */
export async function readRegionFiles(paths: readonly string[]): Promise<LabelMap> {
  const [path] = paths
  if (path === undefined || paths.length > maximumMasks) {
    throw new TelltaleError(
      'USAGE_REGIONS',
      `${paths.length} files hold no regions.`,
      `Name one file of labels, or up to ${maximumMasks} masks.`,
      { value: paths.length, limit: maximumMasks },
    )
  }
  return paths.length === 1 ? readLabels(path) : readMasks(paths)
}

async function readLabels(path: string): Promise<LabelMap> {
  const file = await readBytes(path, undefined)
  if (isNpy(file.bytes)) return labelsFromArray(decodeNpy(file.bytes, file.name), file.name)
  const planes = await decodePng(file, 'indices')
  const { width, height } = planes
  return { width, height, values: compactLabels(colourNumbers(planes), `"${file.name}"`).labels }
}

/** One number for each colour; grey values and indices are numbers already. */
function colourNumbers({ channels, largest, values }: PngPlanes): ArrayLike<number> {
  if (channels === 1) return values
  const levels = largest + 1
  const numbers = new Float64Array(values.length / 3)
  for (let pixel = 0, at = 0; pixel < numbers.length; pixel++, at += 3) {
    numbers[pixel] = (values[at]! * levels + values[at + 1]!) * levels + values[at + 2]!
  }
  return numbers
}

async function readMasks(paths: readonly string[]): Promise<LabelMap> {
  const masks: BinaryMask[] = []
  let size: { readonly name: string; readonly width: number; readonly height: number } | null = null
  for (const path of paths) {
    const file = await readBytes(path, undefined)
    const { width, height, channels, values } = await decodePng(file, 'colours')
    size ??= { name: file.name, width, height }
    checkMask({ name: file.name, width, height }, size, paths.length)
    masks.push(maskOf(values, channels))
  }
  const { width, height } = size!
  const name = `The map of ${paths.length} masks`
  return { width, height, values: compactLabels(labelsOfMasks(masks, width * height), name).labels }
}

interface NamedSize {
  readonly name: string
  readonly width: number
  readonly height: number
}

function checkMask(mask: NamedSize, first: NamedSize, masks: number): void {
  const { name, width, height } = mask
  if (!isSameSize(mask, first)) {
    const [own, other] = [`${width}x${height}`, `${first.width}x${first.height}`]
    const reason = `it has ${own} pixels, but "${first.name}" has ${other}`
    throw unreadableMap(name, reason, 'Make all masks of one picture the same size.', own, other)
  }
  const total = masks * width * height
  if (total <= maximumMaskPixels) return
  throw unreadableMap(
    name,
    `${masks} masks of ${width}x${height} pixels are too many`,
    'Make them smaller.',
    total,
    maximumMaskPixels,
  )
}
