import { relative, resolve, sep } from 'node:path'
import { type Classifier, type ExplainManyOptions, type Explanation, explain, type Picture, renderContrast } from '@telltale/core'
import { comparisonFile, resultFiles } from '../output/result-files.ts'
import type { NewFile } from '../output/save-files.ts'
import { type ChosenTargets, chooseTargets } from './choose-targets.ts'
import type { ExplainSettings } from './settings.ts'

/** What is asked of one picture. */
export interface PictureTask {
  readonly model: Classifier
  readonly picture: Picture
  readonly settings: Pick<ExplainSettings, 'options' | 'targets' | 'save' | 'theme'>
  /** Kernels to share, whom to ask whether to stop, and whom to tell how far it is. */
  readonly tools: Pick<ExplainManyOptions, 'kernels' | 'signal' | 'onProgress'>
  readonly places: PicturePlaces
  /** Of a batch: the hash of what it was told, to be kept in the documents. */
  readonly configuration?: string
}

/** Absolute paths, but for a picture that has an address instead. */
export interface PicturePlaces {
  readonly picture: string
  /** Null for the built-in model. */
  readonly model: string | null
  /** The folder that a replay starts from. */
  readonly from: string
}

/** Everything that explaining a picture gives, nothing of it written yet. */
export interface PictureResults {
  /** Target by target, each with all methods. */
  readonly documents: readonly Explanation[]
  /** For each document its files, the one worth opening first and the document last. */
  readonly files: readonly (readonly NewFile[])[]
  readonly chosen: ChosenTargets
  /** A wrong answer beside the right one. */
  readonly contrast: NewFile | null
  /** Where several methods were asked for: what they say of each target, and their picture. */
  readonly comparisons: readonly { readonly documents: readonly Explanation[]; readonly file: NewFile | null }[]
}

/** Explains a picture and makes the files that are to be saved. Throws what `explain` throws. */
export async function makeResults(task: PictureTask): Promise<PictureResults> {
  const { model, picture, settings, tools } = task
  const { options, save, theme } = settings
  const chosen = await chooseTargets(model, picture, settings.targets, options.truth)
  const explained = await explain(model, picture, { ...options, ...tools, targets: chosen.targets })
  const documents = explained.map((document) => withOrigin(document, task))
  const compared = byTarget(documents, options.methods.length)
  const [files, contrast, comparisons] = await Promise.all([
    Promise.all(documents.map((document) => resultFiles(picture, document, save, theme))),
    contrastOf(picture, documents, chosen, settings),
    Promise.all(compared.map(async (several) => ({ documents: several, file: await comparisonOf(picture, several, settings) }))),
  ])
  return { documents, files, chosen, contrast, comparisons }
}

/** All files in the order in which they are to be written: where a document lies, all else lies too. */
export function filesOf({ files, contrast, comparisons }: PictureResults): readonly NewFile[] {
  const pictures = [contrast, ...comparisons.map(({ file }) => file)].filter((file) => file !== null)
  const besides = files.map((own) => own.filter((file) => !isDocument(file)))
  return [...pictures, ...besides.flat(), ...files.flat().filter(isDocument)]
}

export function isDocument({ name }: Pick<NewFile, 'name'>): boolean {
  return name.endsWith('.json')
}

/** The folder that a document's paths start from: its own, or where the user stands when only that gets the document. */
export function placeOfDocuments(standing: string, folder: string, save: ExplainSettings['save']): string {
  return resolve(standing, save.includes('json') ? folder : '.')
}

function withOrigin(document: Explanation, { places, configuration }: PictureTask): Explanation {
  const { picture, model, from } = places
  const place = (path: string): string => (isAddress(path) ? path : relative(from, path).split(sep).join('/'))
  const files = { picture: place(picture), model: model === null ? null : place(model) }
  return { ...document, run: { ...document.run, files, ...(configuration !== undefined && { configuration }) } }
}

export function isAddress(path: string): boolean {
  return /^https?:\/\//.test(path)
}

async function contrastOf(
  picture: Picture,
  documents: readonly Explanation[],
  { isRight }: ChosenTargets,
  { save, theme }: PictureTask['settings'],
): Promise<NewFile | null> {
  if (isRight !== false || !save.includes('overlay')) return null
  const cause = documents.find(({ body }) => body.target.why === 'predicted')
  const repair = documents.find(({ body }) => body.target.why === 'truth')
  if (!cause || !repair) return null
  return { name: 'contrast.png', bytes: await renderContrast(picture, cause, repair, { theme }) }
}

/** Of one method there is nothing to compare. */
function byTarget(documents: readonly Explanation[], methods: number): readonly (readonly Explanation[])[] {
  if (methods < 2) return []
  return documents.flatMap((_, index) => (index % methods === 0 ? [documents.slice(index, index + methods)] : []))
}

async function comparisonOf(
  picture: Picture,
  documents: readonly Explanation[],
  { save, theme }: PictureTask['settings'],
): Promise<NewFile | null> {
  return save.includes('overlay') ? await comparisonFile(picture, documents, theme) : null
}
