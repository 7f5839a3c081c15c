import { basename, join, relative, sep } from 'node:path'
import { type Classifier, type Explanation, explain, type Picture, readPicture, renderContrast } from '@telltale/core'
import { createProgress } from '../output/progress.ts'
import { comparisonFile, resultFiles } from '../output/result-files.ts'
import { folderOf, type NewFile, saveFiles } from '../output/save-files.ts'
import { resolveIn, type Terminal } from '../terminal.ts'
import { type ChosenTargets, chooseTargets } from './choose-targets.ts'
import type { FoundPicture } from './find-pictures.ts'
import type { ExplainSettings } from './settings.ts'

/** One target's result, and the file that is worth opening (as the user would write it); null when nothing was saved. */
export interface ExplainedTarget {
  readonly document: Explanation
  readonly open: string | null
}

/** One picture's results. `isRight` says whether the model gave the true class; null where nobody asked. */
export interface ExplainedPicture {
  readonly targets: readonly ExplainedTarget[]
  readonly isRight: boolean | null
  /** The picture that shows a wrong answer beside the right one. */
  readonly contrast: string | null
  /** Where several methods were asked for: for each target what they say, and the picture that shows them side by side. */
  readonly comparisons: readonly ComparedTarget[]
}

/** One target explained by several methods; `open` is null when nothing was drawn. */
export interface ComparedTarget {
  readonly documents: readonly Explanation[]
  readonly open: string | null
}

/** Reads, explains and saves one picture. Nothing is written before everything that is to be written exists. */
export async function explainPicture(
  terminal: Terminal,
  model: Classifier,
  found: FoundPicture,
  settings: ExplainSettings,
): Promise<ExplainedPicture> {
  const picture = await readPicture(found.path)
  const chosen = await chooseTargets(model, picture, settings.targets, settings.options.truth)
  const folder = join(settings.out, folderOf(basename(found.path), picture.sha256.file))
  const explained = await explainTargets(terminal, model, picture, found, chosen, settings)
  const documents = explained.map((document) => withPlaces(terminal, document, found, folder, settings))

  const files = await Promise.all(documents.map((document) => resultFiles(picture, document, settings.save, settings.theme)))
  const contrast = await contrastOf(picture, documents, chosen, settings)
  const compared = byTarget(documents, settings.options.methods.length)
  const comparisons = await Promise.all(compared.map((several) => comparisonOf(picture, several, settings)))
  const pictures = [contrast, ...comparisons].filter((file) => file !== null)
  await saveFiles(resolveIn(terminal, folder), [...pictures, ...files.flat()])
  const inFolder = (file: NewFile | null | undefined): string | null => (file ? join(folder, file.name) : null)
  return {
    targets: documents.map((document, index) => ({ document, open: inFolder(files[index]![0]) })),
    isRight: chosen.isRight,
    contrast: inFolder(contrast),
    comparisons: compared.map((several, index) => ({ documents: several, open: inFolder(comparisons[index]) })),
  }
}

async function explainTargets(
  terminal: Terminal,
  model: Classifier,
  picture: Picture,
  found: FoundPicture,
  { targets }: ChosenTargets,
  { options }: ExplainSettings,
): Promise<readonly Explanation[]> {
  const progress = createProgress(terminal, found.name)
  try {
    return await explain(model, picture, { ...options, targets, signal: terminal.signal, onProgress: progress.show })
  } finally {
    progress.close()
  }
}

/** Says where picture and model lie, seen from the document, or from where the user stands when only that gets the document. */
function withPlaces(
  terminal: Terminal,
  document: Explanation,
  found: FoundPicture,
  folder: string,
  { modelPath, save }: ExplainSettings,
): Explanation {
  const from = resolveIn(terminal, save.includes('json') ? folder : '.')
  const place = (path: string): string => relative(from, path).split(sep).join('/')
  const model = modelPath === null ? null : place(resolveIn(terminal, modelPath))
  return { ...document, run: { ...document.run, files: { picture: place(found.path), model } } }
}

async function contrastOf(
  picture: Picture,
  documents: readonly Explanation[],
  { isRight }: ChosenTargets,
  { save, theme }: ExplainSettings,
): Promise<NewFile | null> {
  if (isRight !== false || !save.includes('overlay')) return null
  const cause = documents.find(({ body }) => body.target.why === 'predicted')
  const repair = documents.find(({ body }) => body.target.why === 'truth')
  if (!cause || !repair) return null
  return { name: 'contrast.png', bytes: await renderContrast(picture, cause, repair, { theme }) }
}

/** The documents come target by target, each with all methods; of one method there is nothing to compare. */
function byTarget(documents: readonly Explanation[], methods: number): readonly (readonly Explanation[])[] {
  if (methods < 2) return []
  return documents.flatMap((_, index) => (index % methods === 0 ? [documents.slice(index, index + methods)] : []))
}

async function comparisonOf(
  picture: Picture,
  documents: readonly Explanation[],
  { save, theme }: ExplainSettings,
): Promise<NewFile | null> {
  return save.includes('overlay') ? await comparisonFile(picture, documents, theme) : null
}
