import { readFileSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { pictureEndings, readPictureList, TelltaleError } from '@telltale/core'
import { glob, isDynamicPattern } from 'tinyglobby'

/** Folders that earlier runs wrote: their overlays are no pictures to explain. */
const writtenByUs = '**/*~[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]/**'
/** So are the small pictures of reports. */
const spritesOfReports = '**/report-files/sprite-*.webp'

/** A picture as the user will read its name, and where it is. */
export interface FoundPicture {
  readonly name: string
  readonly path: string
  /** The class that a list says it shows. */
  readonly truth?: number | string
}

/** What the arguments stand for: pictures in order, each once, and the arguments that stand for nothing. */
export interface FoundPictures {
  readonly pictures: readonly FoundPicture[]
  readonly failures: readonly { readonly name: string; readonly error: TelltaleError }[]
  /** Whether they are many by what was asked, not by what was found: a folder, a pattern, a list, several names. */
  readonly isBatch: boolean
}

/**
 * Turns arguments into pictures. A path that exists is taken as it stands, even if it looks like a pattern; a folder gives the pictures in it
 * and below; a `.csv` file the pictures that it lists, with their true classes; anything else is a glob pattern. Pictures of a folder or pattern
 * are sorted by code unit, extensions match in any case. Throws USAGE_PARAMETER for a list that names no pictures.
 */
export async function findPictures(names: readonly string[], folder: string): Promise<FoundPictures> {
  const pictures = new Map<string, FoundPicture>()
  const failures: { name: string; error: TelltaleError }[] = []
  let isBatch = false
  for (const name of names) {
    const found = await picturesOf(name, folder)
    if (found instanceof TelltaleError) failures.push({ name, error: found })
    else {
      isBatch ||= found.isMany
      for (const picture of found.pictures) if (!pictures.has(picture.path)) pictures.set(picture.path, picture)
    }
  }
  return { pictures: [...pictures.values()], failures, isBatch: isBatch || pictures.size + failures.length > 1 }
}

/** What lies at a path; null where nothing does, or can: lists and arguments may hold any text. */
export function statsOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

interface OfArgument {
  readonly pictures: readonly FoundPicture[]
  /** Whether the argument may stand for many pictures. */
  readonly isMany: boolean
}

async function picturesOf(name: string, folder: string): Promise<OfArgument | TelltaleError> {
  const path = resolve(folder, name)
  const entry = statsOf(path)
  if (entry?.isDirectory()) {
    const inside = await search(`**/*.{${pictureEndings.join(',')}}`, path)
    return inside.length > 0 ? many(inside, folder) : noPicture(`There is no picture in the folder ${name}.`, name)
  }
  if (entry !== null) return /\.csv$/i.test(name) ? listed(path, folder) : { pictures: [{ name, path }], isMany: false }
  if (!isDynamicPattern(name)) return noPicture(`There is no file ${name}.`, name)
  const matches = await search(name, folder)
  return matches.length > 0 ? many(matches, folder) : noPicture(`No file matches ${name}.`, name)
}

function many(paths: readonly string[], folder: string): OfArgument {
  return { pictures: paths.map((path) => ({ name: nameOf(path, folder), path })), isMany: true }
}

/** Paths of a list start where the list lies. */
function listed(list: string, folder: string): OfArgument {
  const pictures = readPictureList(readFileSync(list, 'utf8'), list).map(({ picture, class: truth }) => {
    const path = resolve(dirname(list), picture)
    return { name: nameOf(path, folder), path, ...(truth !== null && { truth }) }
  })
  return { pictures, isMany: true }
}

async function search(pattern: string, folder: string): Promise<readonly string[]> {
  const paths = await glob(pattern, {
    cwd: folder,
    absolute: true,
    caseSensitiveMatch: false,
    expandDirectories: false,
    ignore: [writtenByUs, spritesOfReports, '**/node_modules/**'],
  })
  return paths.map((path) => resolve(path)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** What a folder, pattern or list found is named from where the user stands; a named file keeps the user's spelling. */
function nameOf(path: string, folder: string): string {
  return relative(folder, path) || basename(path)
}

function noPicture(message: string, file: string): TelltaleError {
  return new TelltaleError(
    'PICTURE_UNREADABLE',
    message,
    `Name a picture, a folder, a pattern or a .csv list; known endings: ${pictureEndings.join(', ')}.`,
    { file },
  )
}
