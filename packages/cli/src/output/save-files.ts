import { randomBytes } from 'node:crypto'
import { access, constants, open, rename, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { diskError, makeFolder, type StoredFile } from '@telltale/core'
import { printable } from '../terminal.ts'

/** One file to write. */
export type NewFile = StoredFile

/** Makes the folder that results go to and checks that it can be written, before any work is done for it. Throws RUN_DISK. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw diskError(folder, cause)
  }
}

/** Writes the files, all or none: each to a temporary name first, and renamed once all of them are on disk. Throws RUN_DISK. */
export async function saveFiles(folder: string, files: readonly NewFile[]): Promise<void> {
  if (files.length === 0) return
  const written: { readonly temporary: string; readonly path: string }[] = []
  let path = folder
  try {
    await makeFolder(folder)
    for (const { name, bytes } of files) {
      path = join(folder, name)
      const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
      written.push({ temporary, path })
      await writeWhole(temporary, bytes)
    }
    for (const file of written) {
      path = file.path
      await rename(file.temporary, path)
    }
  } catch (cause) {
    // What cannot be removed either must not hide why the file could not be written.
    for (const { temporary } of written) await rm(temporary, { force: true }).catch(() => undefined)
    throw diskError(path, cause)
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
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
