import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { TelltaleError } from '../errors.ts'
import { readPicture } from '../image/decode.node.ts'
import { findClass } from '../model/find-class.ts'
import { listFolder } from './class-folders.ts'
import type { Dataset, Sample } from './dataset.ts'
import { checkTruth, readMask } from './files-of-sample.node.ts'
import { readIndexFile } from './index-file.ts'
import type { ListedSample } from './listed-sample.ts'
import { type NamedSample, nameSamples } from './name-samples.ts'
import { readPictureList } from './picture-list.ts'

export interface DatasetOptions {
  /** Names of the model's classes, in its order. */
  readonly labels: readonly string[]
}

/**
 * Opens a data set: a folder whose folders are classes, a folder with an `index.json`, such a file itself, or a csv list; see docs/datasets.md. Every
 * picture's header, every box and every mask is looked at now, pixels when a sample's turn comes; what cannot be used is in `skipped`.
 *
 * Throws DATASET_UNREADABLE when there is no such file or folder, it is none of these, or nothing in it can be used; USAGE_PARAMETER for a csv list
 * without pictures; BACKEND_UNAVAILABLE without sharp.
 */
export async function openDataset(path: string, { labels }: DatasetOptions): Promise<Dataset> {
  const { folder, listed } = await list(path, labels)
  const named = nameSamples(listed, labels)
  const samples: Sample[] = []
  const skipped = [...named.skipped]
  for (const sample of named.samples) {
    const checked = await checkTruth(sample, folder)
    if ('reason' in checked) skipped.push({ id: sample.id, ...checked })
    else samples.push(opened(sample, folder, checked.boxes))
  }
  if (samples.length === 0) throw nothingUsable(path, skipped)
  return { name: basename(resolve(path)), samples, skipped }
}

function opened({ id, picture, class: index, mask }: NamedSample, folder: string, boxes: Sample['boxes'] | undefined): Sample {
  return {
    id,
    open: () => readPicture(resolve(folder, picture)),
    ...(index !== null && { class: index }),
    ...(boxes && { boxes }),
    ...(mask !== undefined && { mask: async () => (await readMask(resolve(folder, mask))).object }),
  }
}

async function list(
  path: string,
  labels: readonly string[],
): Promise<{ readonly folder: string; readonly listed: readonly ListedSample[] }> {
  const entry = await stat(path).catch(() => null)
  if (entry === null) throw unreadable(path, 'there is no such file or folder')
  if (entry.isDirectory()) {
    const index = join(path, 'index.json')
    if ((await stat(index).catch(() => null))?.isFile()) return await list(index, labels)
    return { folder: path, listed: listFolder(await filesBelow(path), (name) => isClass(labels, name)) }
  }
  const read = /\.csv$/i.test(path) ? readPictureList : /\.json$/i.test(path) ? readIndexFile : null
  if (read === null) throw unreadable(path, 'it is neither a folder nor a .json or .csv file')
  return { folder: dirname(path), listed: read(await readFile(path, 'utf8'), path) }
}

function isClass(labels: readonly string[], name: string): boolean {
  try {
    findClass(labels, name)
    return true
  } catch {
    return false
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}

function unreadable(file: string, reason: string): TelltaleError {
  return new TelltaleError(
    'DATASET_UNREADABLE',
    `"${file}" is no data set: ${reason}.`,
    'Name a folder of pictures, best with one folder per class, an index.json or a .csv list.',
    { file },
  )
}

const reasonsShown = 3

function nothingUsable(file: string, skipped: Dataset['skipped']): TelltaleError {
  if (skipped.length === 0) return unreadable(file, 'there is no picture in it')
  const shown = skipped.slice(0, reasonsShown).map(({ id, reason }) => `${id}: ${reason}`)
  return unreadable(file, `none of its ${skipped.length} pictures can be used. ${shown.join(' ')}`.replace(/\.$/, ''))
}
