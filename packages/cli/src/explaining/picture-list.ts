import { TelltaleError } from '@telltale/core'
import { csvParseRows } from 'd3-dsv'

/** A line of a list: where a picture lies, and its true class as an index or a name, if the list says so. */
export interface ListedPicture {
  readonly picture: string
  readonly truth: number | string | null
}

const pictureColumns = ['picture', 'path', 'file', 'filename', 'image']
const truthColumns = ['class', 'truth', 'label', 'target']

/**
 * Reads a csv list of pictures: the first line names the columns, one of which is picture, path, file, filename or image, and another may be class,
 * truth, label or target. Empty lines and empty classes are skipped. `name` is for messages. Throws USAGE_PARAMETER without such a column.
 */
export function readPictureList(text: string, name: string): readonly ListedPicture[] {
  const [header = [], ...rows] = csvParseRows(text.replace(/^\uFEFF/, ''))
  const columns = header.map((title) => title.trim().toLowerCase())
  const columnOf = (names: readonly string[]): number =>
    names.map((title) => columns.indexOf(title)).find((index) => index >= 0) ?? -1
  const picture = columnOf(pictureColumns)
  if (picture < 0) throw noColumn(name, header)
  const truth = columnOf(truthColumns)
  return rows.flatMap((row) => {
    const path = row[picture]?.trim() ?? ''
    return path === '' ? [] : [{ picture: path, truth: classOf(row[truth]?.trim() ?? '') }]
  })
}

function classOf(text: string): number | string | null {
  if (text === '') return null
  return /^\d+$/.test(text) ? Number(text) : text
}

function noColumn(file: string, header: readonly string[]): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `${file} has no column of pictures; its first line is: ${header.slice(0, 8).join(', ')}.`,
    `Name the columns in the first line: ${pictureColumns.join(' or ')}, and ${truthColumns.join(' or ')} for the true class.`,
    { file },
  )
}
