import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TelltaleError } from '../errors.ts'
import { externalLocations, isInside, outside } from '../graph/external-data.ts'
import { maximumModelBytes, readModel, tooLarge } from '../graph/read-model.ts'
import type { Weights } from '../graph/tensor.ts'
import type { ModelFiles } from './model-files.ts'
import { type ModelParts, nameFromPath } from './model-parts.ts'
import { parseLabels } from './read-labels.ts'

/** The files of a model, and the preprocessing its parts came with. */
export type ReadFiles = ModelFiles & { readonly preprocess?: NonNullable<ModelParts['preprocess']> }

/** Reads a model's file, its external weights and what lies beside it. Throws MODEL_UNREADABLE, MODEL_TOO_LARGE, MODEL_EXTERNAL_DATA_OUTSIDE. */
export async function readModelFiles(source: string | URL | ModelParts): Promise<ReadFiles> {
  if (typeof source === 'string' || source instanceof URL) return await readFromPath(await modelPath(toPath(source)))
  return await readParts(source)
}

async function readParts(parts: ModelParts): Promise<ReadFiles> {
  const { model } = parts
  const place = typeof model === 'string' || model instanceof URL ? await modelPath(toPath(model)) : null
  const bytes = place === null ? await bytesOf(model as Uint8Array | Blob) : await readModelBytes(place)
  const file = place === null ? (parts.name ?? 'The model') : basename(place)
  return {
    name: parts.name ?? (place === null ? 'model' : nameFromPath(place)),
    file,
    model: bytes,
    weights: place === null ? new Map() : await readWeights(bytes, place),
    ...(parts.config === undefined ? {} : { config: await readPart(parts.config) }),
    ...(parts.preprocessor === undefined ? {} : { preprocessor: await readPart(parts.preprocessor) }),
    ...(parts.labels === undefined ? {} : { labels: parts.labels }),
    ...(parts.telltale === undefined ? {} : { telltale: parts.telltale }),
    ...(parts.preprocess === undefined ? {} : { preprocess: parts.preprocess }),
  }
}

async function readFromPath(path: string): Promise<ReadFiles> {
  const model = await readModelBytes(path)
  // On the hub the files lie one folder above `onnx/`.
  const folders = basename(dirname(path)) === 'onnx' ? [dirname(path), dirname(dirname(path))] : [dirname(path)]
  const beside = (name: string): Promise<unknown> => firstJson(folders.map((folder) => join(folder, name)))
  const telltale = await beside('telltale.json')
  const config = await beside('config.json')
  const preprocessor = await beside('preprocessor_config.json')
  const labels = await readLabels(folders, telltale)
  return {
    name: nameFromPath(path),
    file: basename(path),
    model,
    weights: await readWeights(model, path),
    ...(telltale === undefined ? {} : { telltale }),
    ...(config === undefined ? {} : { config }),
    ...(preprocessor === undefined ? {} : { preprocessor }),
    ...(labels === undefined ? {} : { labels }),
  }
}

/** The model file itself, or the one in a folder. */
async function modelPath(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw unreadable(path, 'does not exist')
  if (found.isFile()) return path
  if (!found.isDirectory()) throw unreadable(path, 'is no regular file')
  for (const name of ['onnx/model.onnx', 'model.onnx']) {
    if (await isFile(join(path, name))) return join(path, name)
  }
  throw unreadable(path, 'is a folder without onnx/model.onnx or model.onnx')
}

async function readModelBytes(path: string): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size > maximumModelBytes) throw tooLarge(basename(path), size)
  return await readFile(path)
}

/** External data by location; a link that leads out of the model's folder is refused. */
async function readWeights(model: Uint8Array, path: string): Promise<Weights> {
  const file = basename(path)
  const locations = externalLocations(readModel(model, file), file)
  if (locations.length === 0) return new Map()
  const folder = await realpath(dirname(path))
  const weights = new Map<string, Uint8Array>()
  for (const location of locations) {
    const place = await realpath(resolve(folder, location)).catch(() => null)
    if (place !== null && !place.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw outside(location, file)
    // A missing file is reported later, with the constants that need it.
    if (place !== null && (await isFile(place))) weights.set(location, await readModelBytes(place))
  }
  return weights
}

/** Names from the file that `telltale.json` mentions, or from a `labels.txt` beside the model. */
async function readLabels(folders: readonly string[], telltale: unknown): Promise<readonly string[] | undefined> {
  const named = typeof telltale === 'object' && telltale !== null && 'labels' in telltale ? telltale.labels : undefined
  if (Array.isArray(named)) return undefined
  const name = typeof named === 'string' ? named : 'labels.txt'
  const beside = 'Put the list beside telltale.json and name it by a relative path.'
  if (!isInside(name))
    throw unreadable(name, 'is named in telltale.json as the list of classes and lies outside the folder', beside)
  for (const folder of folders) {
    const path = join(folder, name)
    if (await isFile(path)) return parseLabels(await readFile(path, 'utf8'))
  }
  if (typeof named === 'string')
    throw unreadable(named, 'is named in telltale.json as the list of classes and is missing', beside)
  return undefined
}

async function firstJson(paths: readonly string[]): Promise<unknown> {
  for (const path of paths) {
    if (await isFile(path)) return parseJson(await readFile(path, 'utf8'), path)
  }
  return undefined
}

async function readPart(part: URL | string | object): Promise<unknown> {
  if (typeof part !== 'string' && !(part instanceof URL)) return part
  const path = toPath(part)
  if (!(await isFile(path))) throw unreadable(path, 'does not exist')
  return parseJson(await readFile(path, 'utf8'), path)
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(path, 'is no JSON', 'Mend or remove that file.', cause)
  }
}

async function bytesOf(model: Uint8Array | Blob): Promise<Uint8Array> {
  return model instanceof Uint8Array ? model : new Uint8Array(await model.arrayBuffer())
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true
}

function toPath(place: string | URL): string {
  const text = String(place)
  if (place instanceof URL ? place.protocol === 'file:' : text.startsWith('file:')) return fileURLToPath(place)
  if (typeof place === 'string' && !/^https?:/.test(place)) return place
  throw unreadable(text, 'is no file on this machine; download it first')
}

const giveModel = 'Give an .onnx file, or a folder that holds model.onnx.'

function unreadable(path: string, what: string, fix = giveModel, cause?: unknown): TelltaleError {
  return new TelltaleError('MODEL_UNREADABLE', `${path} ${what}.`, fix, { file: path }, cause)
}
