import { type Explanation, methods, type Picture, renderComparison, renderOverlay, writeExplanation } from '@telltale/core'
import type { Savable } from '../flags/parsers.ts'
import { encodeMap } from './map-npy.ts'
import type { NewFile } from './save-files.ts'

/** The files of one document, the one worth opening first and the document last: where it lies, the rest lies too. */
export async function resultFiles(
  picture: Picture,
  document: Explanation,
  save: readonly Savable[],
  theme: 'light' | 'dark',
): Promise<readonly NewFile[]> {
  const render: Record<Savable, () => Promise<NewFile>> = {
    overlay: async () => ({
      name: resultName('overlay', document, 'png'),
      bytes: await renderOverlay(picture, document, { theme }),
    }),
    npy: async () => ({ name: resultName('map', document, 'npy'), bytes: encodeMap(document) }),
    json: async () => ({ name: documentName(document), bytes: Buffer.from(writeExplanation(document)) }),
  }
  const wanted = (['overlay', 'npy', 'json'] as const).filter((name) => save.includes(name))
  return await Promise.all(wanted.map((name) => render[name]()))
}

/** The picture of several methods on one target. */
export async function comparisonFile(
  picture: Picture,
  documents: readonly Explanation[],
  theme: 'light' | 'dark',
): Promise<NewFile> {
  const name = ['comparison', ...targetPart(documents[0]!), 'png'].join('.')
  return { name, bytes: await renderComparison(picture, documents, { theme }) }
}

/**
 * `overlay.png` for the predicted class, `overlay.281.png` for another, `overlay.281-287.png` for a comparison, `overlay.given.png` for a method
 * that is not the usual one: none replaces another.
 */
function resultName(stem: string, document: Explanation, ending: string): string {
  const { name } = document.body.method
  const isUsual = name === methods[0].name
  return [stem, ...(isUsual ? [] : [name]), ...targetPart(document), ending].join('.')
}

/** Nothing for the predicted class, which is the usual target. */
function targetPart({ body }: Explanation): readonly string[] {
  const isPlain = body.target.class === body.scores.predicted && body.target.against === undefined
  return isPlain ? [] : [targetName(body)]
}

function documentName({ body }: Explanation): string {
  return `${body.method.name}.${targetName(body)}.json`
}

function targetName({ target }: Explanation['body']): string {
  return target.against === undefined ? `${target.class}` : `${target.class}-${target.against}`
}
