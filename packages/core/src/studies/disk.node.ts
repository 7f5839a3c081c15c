import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TelltaleError } from '../errors.ts'

/** RUN_DISK: a path that could not be written, with the reason. */
export function diskError(path: string, cause: unknown): TelltaleError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TelltaleError(
    'RUN_DISK',
    `${path} could not be written: ${reason}.`,
    'Name another folder with --out, free some space, or allow writing there.',
    { file: path },
    cause,
  )
}

/**
 * Makes a folder and those above it. Node's own recursive mkdir never returns where a folder exists and yet nothing can be made in it, as in
 * /proc. Throws what the file system throws.
 */
export async function makeFolder(path: string): Promise<void> {
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

/** Writes a file whole or not at all: to the temporary path first, in the same file system, then renamed. Throws RUN_DISK. */
export async function writeWhole(path: string, temporary: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await writeFile(temporary, bytes)
    await rename(temporary, path)
  } catch (cause) {
    // What cannot be removed either must not hide why the file could not be written.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw diskError(path, cause)
  }
}
