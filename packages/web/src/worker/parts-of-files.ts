import { type ModelParts, parseLabels, TelltaleError } from '@telltale/core'

/** The pieces of a model among dropped files: a lone .onnx, or a folder as on the Hugging Face hub. Throws MODEL_UNREADABLE where there is none. */
export async function partsOfFiles(files: readonly File[]): Promise<ModelParts> {
  const model = chooseModel(files)
  if (!model) throw noModel(files)
  const config = await readJson(find(files, 'config.json'))
  const preprocessor = await readJson(find(files, 'preprocessor_config.json'))
  const labels = find(files, 'labels.txt')
  return {
    name: nameOf(model),
    model,
    ...(config ? { config } : {}),
    ...(preprocessor ? { preprocessor } : {}),
    ...(labels ? { labels: parseLabels(await labels.text()) } : {}),
  }
}

/** Where a folder has several, the plain one: quantised siblings carry their kind in their names. */
function chooseModel(files: readonly File[]): File | undefined {
  const models = files.filter(({ name }) => name.toLowerCase().endsWith('.onnx'))
  return models.find(({ name }) => name === 'model.onnx') ?? models.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))[0]
}

function find(files: readonly File[], name: string): File | undefined {
  return files.find((file) => file.name.toLowerCase() === name)
}

async function readJson(file: File | undefined): Promise<object | null> {
  if (!file) return null
  try {
    const value: unknown = JSON.parse(await file.text())
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below: a file that is no JSON and one that is no object are mended alike.
  }
  throw new TelltaleError(
    'MODEL_UNREADABLE',
    `"${file.name}" is not a JSON object.`,
    'Drop the folder without it, or mend the file.',
    {
      file: file.name,
    },
  )
}

const pathOf = (file: File): string => file.webkitRelativePath || file.name

/** Of `resnet-50/onnx/model.onnx`, the folder; of `resnet50.onnx`, the file without its ending. */
function nameOf(model: File): string {
  const steps = pathOf(model)
    .split('/')
    .filter((step) => step !== '' && step !== 'onnx')
  const stem = model.name.replace(/\.onnx$/i, '')
  return stem === 'model' ? (steps.at(-2) ?? stem) : stem
}

function noModel(files: readonly File[]): TelltaleError {
  const names = files.map(({ name }) => name)
  return new TelltaleError(
    'MODEL_UNREADABLE',
    `There is no .onnx file among ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`,
    'Drop an .onnx file, or a folder that has one.',
    { file: names[0] ?? '' },
  )
}
