import { createHash } from 'node:crypto'
import { join, relative, sep } from 'node:path'
import { type RunFile, TelltaleError } from '@telltale/core'
import type { WorkerSettings } from '../batch/job.ts'
import type { StorePlace } from '../batch/store-place.ts'
import { isAddress } from '../explaining/picture-results.ts'
import { resolveIn, type Terminal } from '../terminal.ts'
import { addressBelow } from './addresses.ts'
import { fromJson, toJson } from './plain-json.ts'

/**
 * What `run.json` says for workers on other machines, beside the configuration. Nothing of it changes a result: it says where things are and how
 * long they may take.
 */
export interface SharedRun {
  /** The folder that names of pictures start from: a path, or an http(s) address. */
  readonly pictures: string
  /** Seconds that a picture may take. */
  readonly timeout: number
  readonly settings: Pick<WorkerSettings, 'explain' | 'modelPath' | 'model' | 'sendsDocuments'>
}

/** As `run.json` holds it. */
export function writtenRun({ pictures, timeout, settings }: SharedRun): unknown {
  const { explain, modelPath, model, sendsDocuments } = settings
  return toJson({ pictures, timeout, settings: { explain, modelPath, model, sendsDocuments } })
}

/** What a run file says for workers. Throws DOCUMENT_INVALID for a run that no queue was started for; `shown` names it. */
export function sharedRunOf({ workers }: RunFile, shown: string): SharedRun {
  const shared = fromJson(workers) as Partial<SharedRun> | undefined
  if (typeof shared?.pictures === 'string' && typeof shared.timeout === 'number' && typeof shared.settings?.explain === 'object')
    return shared as SharedRun
  throw new TelltaleError(
    'DOCUMENT_INVALID',
    `The run in ${shown} tells workers nothing.`,
    'Start it with telltale explain <pictures> --queue <address> --out <folder>, then let workers join.',
    { file: shown },
  )
}

/** The settings of a worker process on this machine, which may see model and pictures elsewhere. */
export function localSettings(
  { settings, pictures }: SharedRun,
  { modelPath, store }: { readonly modelPath: string | null; readonly store: StorePlace },
): WorkerSettings {
  return {
    ...settings,
    modelPath: modelPath ?? settings.modelPath,
    store,
    // Where pictures have addresses, documents name those, and only the model's path has to start somewhere.
    standing: isAddress(pictures) ? sep : pictures,
  }
}

/** The name of a run on a queue: one folder is one run. */
export function queueNameOf({ configuration, startedAt }: Pick<RunFile, 'configuration' | 'startedAt'>): string {
  return createHash('sha256')
    .update(JSON.stringify([configuration, startedAt]))
    .digest('hex')
    .slice(0, 16)
}

export function isSameRun(one: RunFile, other: RunFile): boolean {
  return queueNameOf(one) === queueNameOf(other)
}

/** Where pictures are, as the user wrote it: an address, or a folder of this machine. Throws USAGE_PARAMETER. */
export function placeOnThisMachine(terminal: Terminal, text: string): string {
  if (!isAddress(text)) return resolveIn(terminal, text)
  const { username, search } = URL.canParse(text) ? new URL(text) : { username: '', search: '' }
  if (URL.canParse(text) && username === '' && search === '') return text
  throw new TelltaleError(
    'USAGE_PARAMETER',
    'The value of --pictures-at is no address that pictures can be read from.',
    'Give the address of a folder without user, password and parameters: it becomes part of the documents.',
  )
}

/** A picture seen from the folder where the user stands, as it crosses machines. */
export function pathFrom(standing: string, picture: string): string {
  return relative(standing, picture).split(sep).join('/')
}

/** Where a machine finds it. */
export function placeOfPicture(pictures: string, path: string): string {
  return isAddress(pictures) ? addressBelow(pictures, path) : join(pictures, path)
}
