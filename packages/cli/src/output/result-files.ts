import { type Explanation, methods, type Picture, renderOverlay, writeExplanation } from '@telltale/core'
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

/**
 * `overlay.png` for the predicted class, `overlay.281.png` for another, `overlay.281-287.png` for a comparison, `overlay.given.png` for a method
 * that is not the usual one: none replaces another.
 */
function resultName(stem: string, { body }: Explanation, ending: string): string {
  const isPlain = body.target.class === body.scores.predicted && body.target.against === undefined
  const isUsual = body.method.name === methods[0].name
  return [stem, ...(isUsual ? [] : [body.method.name]), ...(isPlain ? [] : [targetName(body)]), ending].join('.')
}

function documentName({ body }: Explanation): string {
  return `${body.method.name}.${targetName(body)}.json`
}

function targetName({ target }: Explanation['body']): string {
  return target.against === undefined ? `${target.class}` : `${target.class}-${target.against}`
}
