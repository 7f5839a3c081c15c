import { type ModelParts, parseLabels, TelltaleError } from '@telltale/core'
import type { GivenFile } from './protocol.ts'

/** The pieces of a model among given files: a lone .onnx, or a folder as on the Hugging Face hub. Throws MODEL_UNREADABLE where there is none. */
export async function partsOfFiles(files: readonly GivenFile[]): Promise<ModelParts> {
  const model = chooseModel(files)
  if (!model) throw noModel(files)
  const telltale = await readJson(find(files, 'telltale.json'))
  const config = await readJson(find(files, 'config.json'))
  const preprocessor = await readJson(find(files, 'preprocessor_config.json'))
  const labels = labelsFile(files, telltale)
  return {
    name: nameOf(model),
    model: model.file,
    weights: weightsBeside(model, files),
    ...(telltale ? { telltale } : {}),
    ...(config ? { config } : {}),
    ...(preprocessor ? { preprocessor } : {}),
    ...(labels ? { labels: parseLabels(await labels.file.text()) } : {}),
  }
}

/** Where a folder has several, the plain one: quantised siblings carry their kind in their names. */
function chooseModel(files: readonly GivenFile[]): GivenFile | undefined {
  const models = files.filter(({ path }) => path.toLowerCase().endsWith('.onnx'))
  return models.find(({ file }) => file.name === 'model.onnx') ?? models.toSorted((a, b) => (a.path < b.path ? -1 : 1))[0]
}

/** Everything that may hold external weights, by its path from the model's folder. Which of them are read, the model says. */
function weightsBeside(model: GivenFile, files: readonly GivenFile[]): ReadonlyMap<string, Blob> {
  const folder = model.path.slice(0, model.path.lastIndexOf('/') + 1)
  const beside = files.filter(({ path }) => path.startsWith(folder) && !/\.(onnx|json|md|txt)$/i.test(path))
  return new Map(beside.map(({ path, file }) => [path.slice(folder.length), file]))
}

/** The list that telltale.json names, else labels.txt. */
function labelsFile(files: readonly GivenFile[], telltale: object | null): GivenFile | undefined {
  const named = telltale && 'labels' in telltale ? telltale.labels : undefined
  if (Array.isArray(named)) return undefined
  return find(files, typeof named === 'string' ? (named.split('/').at(-1) ?? named) : 'labels.txt')
}

/** By its name, the one nearest to the top where there are several. */
function find(files: readonly GivenFile[], name: string): GivenFile | undefined {
  const depth = ({ path }: GivenFile): number => path.split('/').length
  return files.filter(({ file }) => file.name.toLowerCase() === name.toLowerCase()).toSorted((a, b) => depth(a) - depth(b))[0]
}

async function readJson(given: GivenFile | undefined): Promise<object | null> {
  if (!given) return null
  try {
    const value: unknown = JSON.parse(await given.file.text())
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below: a file that is no JSON and one that is no object are mended alike.
  }
  throw new TelltaleError(
    'MODEL_UNREADABLE',
    `"${given.path}" is not a JSON object.`,
    'Drop the folder without it, or mend the file.',
    { file: given.path },
  )
}

/** Of `resnet-50/onnx/model.onnx`, the folder; of `resnet50.onnx`, the file without its ending. */
function nameOf({ path, file }: GivenFile): string {
  const folders = path
    .split('/')
    .slice(0, -1)
    .filter((step) => step !== '' && step !== 'onnx')
  const stem = file.name.replace(/\.onnx$/i, '')
  return stem === 'model' ? (folders.at(-1) ?? stem) : stem
}

function noModel(files: readonly GivenFile[]): TelltaleError {
  const names = files.map(({ path }) => path)
  return new TelltaleError(
    'MODEL_UNREADABLE',
    `There is no .onnx file among ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`,
    'Drop an .onnx file, or a folder that has one.',
    { file: names[0] ?? '' },
  )
}
