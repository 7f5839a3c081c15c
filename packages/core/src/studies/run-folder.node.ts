import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TelltaleError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import {
  type ConfigurationDifference,
  configurationDifferences,
  describeDifferences,
  type RunConfiguration,
} from './configuration.ts'
import { diskError, makeFolder, writeWhole } from './disk.node.ts'
import { type Journal, openJournal, readJournal } from './journal.node.ts'
import { takeLock } from './run-lock.node.ts'
import { isInShard, type Shard } from './shard.ts'
import { removeTemporaries, temporaryName } from './temporary-names.node.ts'

/** What stands in `run.json`. */
export interface RunFile {
  readonly schema: 'telltale-run/1'
  readonly startedAt: string
  readonly configuration: RunConfiguration
  /** What workers on other machines are told beside it; it may change from one start to the next. */
  readonly workers?: unknown
}

/** A folder that one run writes, from `openRunFolder` to `close`. */
export interface RunFolder {
  readonly path: string
  /** SHA-256 of the configuration: it names the run in documents and on a queue. */
  readonly configuration: string
  readonly file: RunFile
  readonly journal: Journal
  readonly close: () => void
}

export interface RunFolderOptions {
  readonly path: string
  readonly configuration: RunConfiguration
  /** Shards of one run may share a folder: each has its own lock and its own journal. */
  readonly shard: Shard | null
  /** Gets every journal line there is, oldest first, those of other shards included. */
  readonly visit: (line: unknown) => void
  /** What workers on other machines are told. They may be at work already, so that only old half-written files are removed. */
  readonly workers?: unknown
}

const runFile = 'run.json'

/** Milliseconds that writing one file never takes. */
const longestWriting = 3_600_000

/**
 * Opens a folder for a run, a new one or one to go on with: takes its lock, freezes or compares the configuration, removes what was left
 * half-written, and reads the journal. Throws RUN_DISK, RUN_IN_USE and RUN_CONFIGURATION_DIFFERS.
 */
export async function openRunFolder({ path, configuration, shard, visit, workers }: RunFolderOptions): Promise<RunFolder> {
  const frozen: RunConfiguration = JSON.parse(JSON.stringify(configuration))
  await makeFolder(path).catch((cause: unknown) => Promise.reject(diskError(path, cause)))
  const part = shard === null ? '' : `.${shard.index}-of-${shard.count}`
  const unlock = takeLock(join(path, `lock${part}`))
  try {
    const file = await freeze(path, frozen, workers)
    const isOurs = (name: string): boolean => shard === null || !isHash.test(name) || isInShard(name, shard)
    await removeTemporaries(path, isOurs, workers === undefined ? 0 : longestWriting)
    const own = `journal${part}.jsonl`
    for (const name of await journalsIn(path)) if (name !== own) readJournal(join(path, name), visit)
    const journal = openJournal(join(path, own), visit)
    const close = (): void => {
      journal.close()
      unlock()
    }
    return { path, configuration: await hashConfiguration(frozen), file, journal, close }
  } catch (error) {
    unlock()
    throw error
  }
}

const isHash = /^[0-9a-f]{12}\./

/** The journals of a run folder, in the order in which they are read. */
export async function journalsIn(path: string): Promise<readonly string[]> {
  return (await readdir(path)).filter((name) => /^journal(\.\d+-of-\d+)?\.jsonl$/.test(name)).sort()
}

/** Hexadecimal SHA-256 of a configuration as JSON. */
export function hashConfiguration(configuration: RunConfiguration): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify(configuration)))
}

async function freeze(folder: string, configuration: RunConfiguration, workers: unknown): Promise<RunFile> {
  const earlier = readRunFile(folder)
  const differences = earlier ? configurationDifferences(earlier.configuration, configuration) : []
  if (differences.length > 0) throw differs(folder, differences)
  const start: RunFile = earlier ?? { schema: 'telltale-run/1', startedAt: new Date().toISOString(), configuration }
  const file: RunFile = workers === undefined ? start : { ...start, workers }
  if (JSON.stringify(file) !== JSON.stringify(earlier))
    await writeWhole(join(folder, runFile), join(folder, temporaryName(runFile)), `${JSON.stringify(file, null, 2)}\n`)
  return file
}

/** What a folder's `run.json` says; null where there is none. Throws DOCUMENT_INVALID where it is no such file, RUN_DISK where it cannot be read. */
export function readRunFile(folder: string): RunFile | null {
  const path = join(folder, runFile)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw diskError(path, error)
  }
  return runFileOf(text, path)
}

/** The content of a `run.json`, wherever it was read. Throws DOCUMENT_INVALID where it is no such file. */
export function runFileOf(text: string, path: string): RunFile {
  const file = parsed(text)
  if (file?.schema === 'telltale-run/1' && typeof file.configuration === 'object' && file.configuration !== null) return file
  throw new TelltaleError(
    'DOCUMENT_INVALID',
    `${path} does not say what a run was told.`,
    'Name another folder with --out, or put the file back as Telltale wrote it.',
    { file: path },
  )
}

function parsed(text: string): RunFile | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function differs(folder: string, differences: readonly ConfigurationDifference[]): TelltaleError {
  return new TelltaleError(
    'RUN_CONFIGURATION_DIFFERS',
    `${folder} holds a run with other settings: ${describeDifferences(differences)}.`,
    'Repeat the settings of that run, or name another folder with --out.',
    { file: folder, value: differences[0]!.path },
  )
}
