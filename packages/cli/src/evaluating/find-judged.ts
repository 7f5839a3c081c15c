import { stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { readRunFile, TelltaleError } from '@telltale/core'
import { glob, isDynamicPattern } from 'tinyglobby'
import { readRows } from '../batch/tables.ts'

/** A document or a map, where it lies and what the user calls it. */
export interface FoundJudged {
  readonly kind: 'document' | 'map'
  readonly name: string
  readonly path: string
}

/** What the arguments stand for, in order, each once, and the arguments that stand for nothing. */
export interface FoundAllJudged {
  readonly judged: readonly FoundJudged[]
  readonly failures: readonly { readonly name: string; readonly error: TelltaleError }[]
}

/** Where `explain` keeps documents: one folder for each picture, named by content. */
const documentsBelow =
  '**/*~[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]/*.json'

/**
 * Turns arguments into documents and maps: a `.json` file is a document, any other file a map, a folder stands for the documents that `explain` wrote into it, and
 * anything else is a glob pattern. Pictures of a run that failed when they were explained are failures here as well.
 */
export async function findJudged(names: readonly string[], folder: string): Promise<FoundAllJudged> {
  const judged = new Map<string, FoundJudged>()
  const failures: { name: string; error: TelltaleError }[] = []
  for (const name of names) {
    const found = await judgedOf(name, folder)
    failures.push(...found.failures)
    for (const one of found.judged) if (!judged.has(one.path)) judged.set(one.path, one)
  }
  return { judged: [...judged.values()], failures }
}

async function judgedOf(name: string, folder: string): Promise<FoundAllJudged> {
  const path = resolve(folder, name)
  const entry = await stat(path).catch(() => null)
  if (entry?.isFile()) return { judged: [fileJudged(path, name)], failures: [] }
  if (entry?.isDirectory())
    return readRunFile(path) === null ? await inFolder(path, name, folder) : await inRun(path, name, folder)
  if (!isDynamicPattern(name)) return nothing(name, `There is no file ${name}.`)
  const matches = await glob(name, { cwd: folder, absolute: true, expandDirectories: false })
  return matches.length > 0 ? all(matches.sort(), folder) : nothing(name, `No file matches ${name}.`)
}

async function inFolder(path: string, name: string, folder: string): Promise<FoundAllJudged> {
  const documents = await glob(documentsBelow, { cwd: path, absolute: true })
  return documents.length > 0 ? all(documents.sort(), folder) : nothing(name, `There is no document in the folder ${name}.`)
}

async function inRun(path: string, name: string, folder: string): Promise<FoundAllJudged> {
  const rows = await readRows(path)
  const documents = rows.flatMap(({ document }) => (document == null ? [] : [join(path, document)]))
  const failures = rows
    .filter(({ status }) => status === 'failed')
    .map(({ picture, error = '' }) => ({
      name: `${name}: ${picture}`,
      error: new TelltaleError(
        'DOCUMENT_INVALID',
        `There is no document, since it failed when it was explained (${error}).`,
        'Explain it again with --retry-failed, or leave it out.',
        { file: picture },
      ),
    }))
  return { judged: all(documents, folder).judged, failures }
}

function all(paths: readonly string[], folder: string): FoundAllJudged {
  return { judged: paths.map((path) => fileJudged(path, relative(folder, path) || basename(path))), failures: [] }
}

function fileJudged(path: string, name: string): FoundJudged {
  return { kind: /\.json$/i.test(path) ? 'document' : 'map', name, path }
}

function nothing(name: string, message: string): FoundAllJudged {
  const error = new TelltaleError(
    'DOCUMENT_INVALID',
    message,
    'Name documents (.json), the folder of a run, or maps (.npy or grey .png).',
    { file: name },
  )
  return { judged: [], failures: [{ name, error }] }
}
