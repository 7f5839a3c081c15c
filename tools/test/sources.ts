import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { preProcessFile } from 'typescript'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** One source file: its path within the repository, its text, and what it imports (relative imports as such paths). */
export interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

/** All TypeScript sources below a folder of the repository. */
export function readSources(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.d\.ts$|(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => readSource(join(folder, name)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const names = preProcessFile(text).importedFiles.map(({ fileName }) => fileName)
  return {
    path,
    text,
    imports: names.map((name) => (name.startsWith('.') ? relative(root, join(root, path, '..', name)) : name)),
  }
}

/** Names of the folders in a folder of the repository. */
export function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}
