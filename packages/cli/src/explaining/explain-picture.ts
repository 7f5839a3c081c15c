import { basename, join } from 'node:path'
import { type Classifier, type Explanation, readPicture } from '@telltale/core'
import { createProgress } from '../output/progress.ts'
import { folderOf, type NewFile, saveFiles } from '../output/save-files.ts'
import { resolveIn, type Terminal } from '../terminal.ts'
import type { FoundPicture } from './find-pictures.ts'
import { filesOf, makeResults, placeOfDocuments } from './picture-results.ts'
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
  const folder = join(settings.out, folderOf(basename(found.path), picture.sha256.file))
  const progress = createProgress(terminal, found.name)
  const results = await makeResults({
    model,
    picture,
    settings,
    tools: { signal: terminal.signal, onProgress: progress.show },
    places: {
      picture: found.path,
      model: settings.modelPath === null ? null : resolveIn(terminal, settings.modelPath),
      from: placeOfDocuments(terminal.folder, folder, settings.save),
    },
  }).finally(progress.close)

  await saveFiles(resolveIn(terminal, folder), filesOf(results))
  const inFolder = (file: NewFile | null | undefined): string | null => (file ? join(folder, file.name) : null)
  return {
    targets: results.documents.map((document, index) => ({ document, open: inFolder(results.files[index]![0]) })),
    isRight: results.chosen.isRight,
    contrast: inFolder(results.contrast),
    comparisons: results.comparisons.map(({ documents, file }) => ({ documents, open: inFolder(file) })),
  }
}
