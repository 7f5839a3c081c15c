import { TelltaleError } from '../errors.ts'
import { externalLocations } from '../graph/external-data.ts'
import { maximumModelBytes, readModel, tooLarge } from '../graph/read-model.ts'
import type { Weights } from '../graph/tensor.ts'
import type { Classifier } from './classifier.ts'
import type { ModelFiles } from './model-files.ts'
import { type ModelParts, nameFromPath } from './model-parts.ts'
import { type ClassifierOptions, openClassifier } from './open-classifier.ts'
import { type BrowserRuntimeOptions, createBrowserRuntime } from './runtime.browser.ts'
import type { Runtime } from './runtime.ts'

/** As `ClassifierOptions`, with the runtime: one that is there already, or how to set one up. */
export interface OpenOptions extends ClassifierOptions {
  readonly runtime?: Runtime | BrowserRuntimeOptions
}

/**
 * Opens a classifier in a page or a worker: a URL, a dropped file, or the parts themselves, as a model package exports them. A model from a drop comes
 * without the files beside it, so class names and preprocessing are to be given as parts. Nothing leaves the machine.
 *
 * Throws MODEL_* errors, and USAGE_PARAMETER where files or options are wrong.
 */
export async function openModel(
  source: string | URL | Blob | Uint8Array | ModelParts,
  options: OpenOptions = {},
): Promise<Classifier> {
  const parts = isParts(source) ? source : { model: source }
  const files = await readParts(parts)
  const { runtime: given, ...rest } = options
  const runtime = given !== undefined && 'open' in given ? given : await createBrowserRuntime(given)
  const preprocess = options.preprocess ?? parts.preprocess
  return await openClassifier(files, runtime, { ...rest, ...(preprocess === undefined ? {} : { preprocess }) })
}

function isParts(source: string | URL | Blob | Uint8Array | ModelParts): source is ModelParts {
  return typeof source === 'object' && 'model' in source
}

async function readParts(parts: ModelParts): Promise<ModelFiles> {
  const place = placeOf(parts.model)
  const file = parts.name ?? place
  const model = await readBytes(parts.model)
  return {
    name: parts.name ?? nameFromPath(place),
    file,
    model,
    weights: parts.weights === undefined ? new Map() : await readWeights(model, parts.weights, file),
    ...(parts.telltale === undefined ? {} : { telltale: parts.telltale }),
    ...(parts.config === undefined ? {} : { config: await readJson(parts.config) }),
    ...(parts.preprocessor === undefined ? {} : { preprocessor: await readJson(parts.preprocessor) }),
    ...(parts.labels === undefined ? {} : { labels: parts.labels }),
  }
}

/** A file that is missing is reported later, with the constants that need it. */
async function readWeights(model: Uint8Array, files: ReadonlyMap<string, Blob>, file: string): Promise<Weights> {
  const weights = new Map<string, Uint8Array>()
  for (const location of externalLocations(readModel(model, file), file)) {
    const given = files.get(location.replace(/^\.\//, ''))
    if (given) weights.set(location, await readBytes(given))
  }
  return weights
}

async function readBytes(model: ModelParts['model']): Promise<Uint8Array> {
  if (model instanceof Uint8Array) return model
  const blob = model instanceof Blob ? model : await (await fetchOk(model)).blob()
  if (blob.size > maximumModelBytes) throw tooLarge(placeOf(model), blob.size)
  return new Uint8Array(await blob.arrayBuffer())
}

async function readJson(part: URL | string | object): Promise<unknown> {
  if (typeof part !== 'string' && !(part instanceof URL)) return part
  try {
    return await (await fetchOk(part)).json()
  } catch (cause) {
    if (cause instanceof TelltaleError) throw cause
    throw unreadable(String(part), 'is no JSON', cause)
  }
}

async function fetchOk(place: string | URL): Promise<Response> {
  const response = await fetch(place).catch((cause: unknown) => {
    throw unreadable(String(place), 'cannot be reached', cause)
  })
  if (response.ok) return response
  throw unreadable(String(place), `was answered with status ${response.status}`)
}

/** What to call the model: the path of a URL, the name of a dropped file. */
function placeOf(model: ModelParts['model']): string {
  if (model instanceof URL) return model.pathname
  if (typeof model === 'string') return model.replace(/[?#].*$/, '')
  return model instanceof File ? model.name : 'model'
}

function unreadable(file: string, what: string, cause?: unknown): TelltaleError {
  return new TelltaleError('MODEL_UNREADABLE', `${file} ${what}.`, 'Check the address, or drop the file itself.', { file }, cause)
}
