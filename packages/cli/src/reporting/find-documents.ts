import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'

/** A document of a run as it lies on disk. */
export interface FoundDocument {
  /** Seen from the run's folder, with slashes. */
  readonly path: string
  /** When it was written last, in milliseconds; null where it is missing. */
  readonly written: number | null
  /** The picture that was drawn of it, seen from the run's folder; null where none lies beside it. */
  readonly overlay: string | null
}

/** Looks for documents on disk, each named once, in the order given. */
export async function findDocuments(folder: string, paths: readonly string[]): Promise<readonly FoundDocument[]> {
  const found: FoundDocument[] = []
  for (const path of paths) found.push(await findDocument(folder, path))
  return found
}

async function findDocument(folder: string, path: string): Promise<FoundDocument> {
  const [place, name] = [posix.dirname(path), posix.basename(path)]
  const entries = await readdir(join(folder, place), { withFileTypes: true }).catch((): Dirent[] => [])
  const files = new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name))
  const overlay = overlayOf(name, files)
  return {
    path,
    written: files.has(name) ? ((await stat(join(folder, path)).catch(() => null))?.mtimeMs ?? null) : null,
    overlay: overlay === null ? null : `${place}/${overlay}`,
  }
}

/** The overlay of `<method>.<target>.json`: its name leaves out what is usual, so that the most exact one that exists is meant. */
function overlayOf(document: string, files: ReadonlySet<string>): string | null {
  const [method = '', target = ''] = document.split('.')
  const names = [`overlay.${method}.${target}.png`, `overlay.${target}.png`, `overlay.${method}.png`, 'overlay.png']
  return names.find((name) => files.has(name)) ?? null
}
