import { basename, join } from 'node:path'
import { type Classifier, type Explanation, explain, readPicture, renderOverlay, writeExplanation } from '@telltale/core'
import type { Savable } from '../flags.ts'
import { encodeMap } from '../output/map-npy.ts'
import { createProgress } from '../output/progress.ts'
import { folderOf, type NewFile, saveFiles } from '../output/save-files.ts'
import { resolveIn, type Terminal } from '../terminal.ts'
import type { FoundPicture } from './find-pictures.ts'
import type { ExplainSettings } from './settings.ts'

/** One picture's result, and the file that is worth opening (as the user would write it); null when nothing was saved. */
export interface ExplainedPicture {
  readonly document: Explanation
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
  const progress = createProgress(terminal, found.name)
  let document: Explanation
  try {
    document = await explain(model, picture, {
      method: settings.method,
      target: settings.target,
      regions: settings.regions,
      baseline: settings.baseline,
      seed: settings.seed,
      backend: settings.backend,
      signal: terminal.signal,
      onProgress: progress.show,
      ...(settings.budget === 'auto' ? {} : { budget: settings.budget }),
      ...(settings.memory === undefined ? {} : { memory: settings.memory }),
    })
  } finally {
    progress.close()
  }
  const render: Record<Savable, () => Promise<NewFile>> = {
    overlay: async () => ({ name: 'overlay.png', bytes: await renderOverlay(picture, document, { theme: settings.theme }) }),
    npy: async () => ({ name: 'map.npy', bytes: encodeMap(document) }),
    json: async () => ({ name: documentName(document), bytes: Buffer.from(writeExplanation(document)) }),
  }
  // The document comes last: where it lies, the rest lies too.
  const wanted = (['overlay', 'npy', 'json'] as const).filter((name) => settings.save.includes(name))
  const files = await Promise.all(wanted.map((name) => render[name]()))
  const folder = join(settings.out, folderOf(basename(found.path), picture.sha256.file))
  await saveFiles(resolveIn(terminal, folder), files)
  return { document, open: files[0] === undefined ? null : join(folder, files[0].name) }
}

function documentName(document: Explanation): string {
  return `${document.body.method.name}.${document.body.target.class}.json`
}
