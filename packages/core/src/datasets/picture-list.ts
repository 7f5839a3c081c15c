import { csvParseRows } from 'd3-dsv'
import { TelltaleError } from '../errors.ts'
import type { Rectangle } from '../image/picture.ts'
import { boxOfCorners, classOfText, type ListedSample } from './listed-sample.ts'

const pictureColumns = ['picture', 'path', 'file', 'filename', 'image']
const classColumns = ['class', 'truth', 'label', 'target']
const cornerColumns = [
  ['x0', 'xmin', 'left'],
  ['y0', 'ymin', 'top'],
  ['x1', 'xmax', 'right'],
  ['y1', 'ymax', 'bottom'],
]

/**
 * Reads a csv list of pictures: the first line names the columns, one of which is picture, path, file, filename or image. Others may be class, truth,
 * label or target; mask; and the corners of a box as x0, y0, x1, y1 (also xmin, ymin, xmax, ymax or left, top, right, bottom). Lines of the same
 * picture, class and mask with boxes are one sample with several. Empty lines and empty classes are skipped. `name` is for messages. Throws
 * USAGE_PARAMETER without a column of pictures, and for a box that is none.
 */
export function readPictureList(text: string, name: string): readonly ListedSample[] {
  const [header = [], ...rows] = csvParseRows(text.replace(/^\uFEFF/, ''))
  const columns = header.map((title) => title.trim().toLowerCase())
  const columnOf = (names: readonly string[]): number =>
    names.map((title) => columns.indexOf(title)).find((index) => index >= 0) ?? -1
  const picture = columnOf(pictureColumns)
  if (picture < 0) throw noColumn(name, header)
  const [truth, mask, corners] = [columnOf(classColumns), columnOf(['mask']), cornerColumns.map(columnOf)]

  const samples = rows.flatMap((row, index): readonly ListedSample[] => {
    const path = row[picture]?.trim() ?? ''
    const maskPath = row[mask]?.trim() ?? ''
    const box = boxOf(
      corners.map((column) => row[column]?.trim() ?? ''),
      name,
      index + 2,
    )
    return path === ''
      ? []
      : [
          {
            picture: path,
            class: classOfText(row[truth] ?? ''),
            ...(box && { boxes: [box] }),
            ...(maskPath !== '' && { mask: maskPath }),
          },
        ]
  })
  return joinBoxes(samples)
}

function boxOf(texts: readonly string[], file: string, line: number): Rectangle | null {
  if (texts.every((text) => text === '')) return null
  const [left, top, right, bottom] = texts.map((text) => (text === '' ? Number.NaN : Number(text)))
  const corners = [left!, top!, right!, bottom!] as const
  if (corners.every(Number.isFinite)) return boxOfCorners(corners)
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `Line ${line} of ${file} has no box in x0, y0, x1, y1: ${texts.join(', ')}.`,
    'Give the four corners as numbers, or none of them.',
    { file, value: line },
  )
}

/** Lines that differ in nothing but their box. */
function joinBoxes(lines: readonly ListedSample[]): readonly ListedSample[] {
  const places = new Map<string, number>()
  const samples: ListedSample[] = []
  for (const line of lines) {
    const key = JSON.stringify([line.picture, line.class, line.mask])
    const place = places.get(key)
    const before = place === undefined ? undefined : samples[place]
    if (place !== undefined && before?.boxes && line.boxes)
      samples[place] = { ...before, boxes: [...before.boxes, ...line.boxes] }
    else places.set(key, samples.push(line) - 1)
  }
  return samples
}

function noColumn(file: string, header: readonly string[]): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `${file} has no column of pictures; its first line is: ${header.slice(0, 8).join(', ')}.`,
    `Name the columns in the first line: ${pictureColumns.join(' or ')}, and ${classColumns.join(' or ')} for the true class.`,
    { file },
  )
}
