import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { TelltaleError } from '@telltale/core'
import { printable } from '../terminal.ts'

/** One file to write: its name within the picture's folder, and all of its bytes. */
export interface NewFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Makes the folder that results go to and checks that it can be written, before any work is done for it. Throws RUN_DISK. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw cannotWrite(folder, cause)
  }
}

/** Writes the files, each complete or not at all: to a temporary name first, then renamed. Throws RUN_DISK. */
export async function saveFiles(folder: string, files: readonly NewFile[]): Promise<void> {
  for (const { name, bytes } of files) {
    const path = join(folder, name)
    try {
      await makeFolder(dirname(path))
      await saveFile(path, bytes)
    } catch (cause) {
      throw cannotWrite(path, cause)
    }
  }
}

/** Node's own recursive mkdir never returns where a folder exists and yet nothing can be made in it, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  try {
    await mkdir(path)
  } catch (error) {
    // Another run may have made it in the meantime.
    if (!(await isFolder(path))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true
}

async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** File systems allow 255 bytes a name; what is left is for the hash and the temporary ending. */
const longestStem = 200

/** The folder of one picture, named by its content: `<stem>~<first 12 digits of the file's SHA-256>`. A long stem is cut between characters. */
export function folderOf(fileName: string, fileSha256: string): string {
  let stem = ''
  for (const character of printable(parse(fileName).name)) {
    if (Buffer.byteLength(stem + character) > longestStem) break
    stem += character
  }
  return `${stem}~${fileSha256.slice(0, 12)}`
}

function cannotWrite(path: string, cause: unknown): TelltaleError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TelltaleError(
    'RUN_DISK',
    `${path} could not be written: ${reason}.`,
    'Name another folder with --out, free some space, or allow writing there.',
    { file: path },
    cause,
  )
}
