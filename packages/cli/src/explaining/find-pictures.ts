import { statSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { TelltaleError } from '@telltale/core'
import { glob, isDynamicPattern } from 'tinyglobby'

const extensions = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif']
/** Folders that earlier runs wrote: their overlays are no pictures to explain. */
const writtenByUs = '**/*~[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]/**'

/** A picture as the user will read its name, and where it is. */
export interface FoundPicture {
  readonly name: string
  readonly path: string
}

/** What the arguments stand for: pictures in order, each once, and the arguments that stand for nothing. */
export interface FoundPictures {
  readonly pictures: readonly FoundPicture[]
  readonly failures: readonly { readonly name: string; readonly error: TelltaleError }[]
}

/**
 * Turns arguments into pictures. A path that exists is taken as it stands, even if it looks like a pattern; a folder gives the pictures in it
 * and below; anything else is a glob pattern. Pictures of one argument are sorted by code unit, extensions match in any case.
 */
export async function findPictures(names: readonly string[], folder: string): Promise<FoundPictures> {
  const pictures = new Map<string, FoundPicture>()
  const failures: { name: string; error: TelltaleError }[] = []
  for (const name of names) {
    const found = await picturesOf(name, folder)
    if (found instanceof TelltaleError) failures.push({ name, error: found })
    else for (const path of found) if (!pictures.has(path)) pictures.set(path, { name: nameOf(path, name, folder), path })
  }
  return { pictures: [...pictures.values()], failures }
}

async function picturesOf(name: string, folder: string): Promise<readonly string[] | TelltaleError> {
  const path = resolve(folder, name)
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry?.isDirectory()) {
    const inside = await search(`**/*.{${extensions.join(',')}}`, path)
    return inside.length > 0 ? inside : noPicture(`There is no picture in the folder ${name}.`, name)
  }
  if (entry !== undefined) return [path]
  if (!isDynamicPattern(name)) return noPicture(`There is no file ${name}.`, name)
  const matches = await search(name, folder)
  return matches.length > 0 ? matches : noPicture(`No file matches ${name}.`, name)
}

async function search(pattern: string, folder: string): Promise<readonly string[]> {
  const paths = await glob(pattern, {
    cwd: folder,
    absolute: true,
    caseSensitiveMatch: false,
    expandDirectories: false,
    ignore: [writtenByUs, '**/node_modules/**'],
  })
  return paths.map((path) => resolve(path)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** A named file keeps the user's spelling; what a folder or pattern found is named from where the user stands. */
function nameOf(path: string, argument: string, folder: string): string {
  if (path === resolve(folder, argument)) return argument
  return relative(folder, path) || basename(path)
}

function noPicture(message: string, file: string): TelltaleError {
  return new TelltaleError(
    'PICTURE_UNREADABLE',
    message,
    `Name a picture, a folder or a pattern; known endings: ${extensions.join(', ')}.`,
    { file },
  )
}
