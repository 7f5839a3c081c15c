import { stat } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { type Explanation, pictureEndings, TelltaleError } from '@telltale/core'
import { pictureOfDocument } from '../replaying/picture-of-document.ts'
import type { FoundJudged } from './find-judged.ts'

/**
 * The picture that a document or a map is about. `given` is a picture, or a folder of pictures named as the documents say or as the maps are; null:
 * where the document says, or beside the map under its name. Throws PICTURE_UNREADABLE and USAGE_FLAG where there is none.
 */
export async function findPicture(
  { name, path }: FoundJudged,
  document: Explanation | null,
  given: string | null,
): Promise<string> {
  const entry = given === null ? null : await stat(given).catch(() => null)
  if (given !== null && entry === null) throw noPicture(given, `There is no file or folder ${given}.`)
  if (given !== null && entry?.isDirectory() !== true) return given
  if (document !== null && given === null) {
    const again = `telltale evaluate ${name} --picture <picture>`
    return await pictureOfDocument(document, { name, folder: dirname(path), again })
  }
  const folder = given ?? dirname(path)
  const wanted = document === null ? parse(path).name : basename(document.body.picture.name)
  const names = document === null ? pictureEndings.map((ending) => `${wanted}.${ending}`) : [wanted]
  // A map that is a picture itself is not the picture it is about.
  const found = await firstFile(names.map((one) => join(folder, one)).filter((one) => one !== path))
  if (found !== null) return found
  const kind = document === null ? ` (${pictureEndings.join(', ')})` : ''
  throw noPicture(name, `There is no picture "${wanted}"${kind} in ${folder}.`)
}

async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if ((await stat(path).catch(() => null))?.isFile()) return path
  return null
}

function noPicture(file: string, message: string): TelltaleError {
  return new TelltaleError(
    'PICTURE_UNREADABLE',
    message,
    'Name the picture with --picture, or a folder in which pictures have the names of the maps.',
    { file },
  )
}
