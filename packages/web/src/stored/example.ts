import type { Explanation } from '@telltale/core'
import { samplePictures } from '@telltale/model-default'
import type { Beginning } from '../session/session.ts'
import document from './example.json' with { type: 'json' }
import picture from './example.webp'

/** What the page begins with: an explanation that was made before, so that one look says what the page is for. */
export function storedExample(): Beginning {
  const example = document as unknown as Explanation
  const { body } = example
  const { name, width, height, sha256 } = body.picture
  const question = { method: body.method.name, class: body.target.class, label: body.target.label }
  return {
    picture: { name, url: picture, width, height, sha256: sha256.file, looked: null },
    column: { id: 1, question, state: { kind: 'done', document: example } },
    scrubber: { view: 'answer', count: body.answer?.regions.length ?? 0 },
    open: async () => {
      const sample = samplePictures.find((one) => one.name === name)!
      return await (await fetch(sample.url)).blob()
    },
  }
}
