import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TelltaleError } from '../errors.ts'
import { checkedBytes, checkFileSize, type NamedBytes, unreadable } from './picture-file.ts'

/**
 * Reads a picture file of at most 512 MiB. Throws PICTURE_UNREADABLE when it is missing, empty, a folder or may not be read, and
 * PICTURE_TOO_LARGE before reading too large a file.
 */
export async function readBytes(source: string | URL | Uint8Array, name: string | undefined): Promise<NamedBytes> {
  if (source instanceof Uint8Array) return checkedBytes(source, name ?? 'picture')

  const path = pathOf(source)
  try {
    const file = await stat(path)
    if (file.isDirectory()) throw unreadable(path, 'it is a folder', 'Name a picture inside it.')
    if (!file.isFile()) throw unreadable(path, 'it is not a regular file', 'Save the picture as a file first.')
    checkFileSize(file.size, path)
    return checkedBytes(await readFile(path), name ?? basename(path))
  } catch (cause) {
    if (cause instanceof TelltaleError) throw cause
    throw describeFailure(path, cause)
  }
}

function pathOf(source: string | URL): string {
  if (typeof source === 'string') return source
  if (source.protocol === 'file:') return fileURLToPath(source)
  throw unreadable(source.href, 'it is not on this machine', 'Download the picture and give its path.')
}

function describeFailure(path: string, cause: unknown): TelltaleError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return unreadable(path, 'there is no such file', 'Check the path.', cause)
  if (code === 'EACCES' || code === 'EPERM') return unreadable(path, 'permission was denied', 'Allow reading the file.', cause)
  return unreadable(path, cause instanceof Error ? cause.message : String(cause), 'Check the path.', cause)
}
