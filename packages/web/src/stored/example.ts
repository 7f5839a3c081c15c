import type { Explanation } from '@telltale/core'
import type { Beginning } from '../session/session.ts'
import document from './example.json' with { type: 'json' }
import picture from './example.webp'

/** What the page begins with: an explanation that was made before, so that one look says what the page is for. */
export function storedExample(): Beginning {
  const example = document as unknown as Explanation
  const { body } = example
  const question = { method: body.method.name, class: body.target.class, label: body.target.label }
  return {
    picture: { name: body.picture.name, url: picture, width: body.picture.width, height: body.picture.height, looked: null },
    column: { id: 1, question, state: { kind: 'done', document: example } },
    scrubber: { view: 'answer', count: body.answer?.regions.length ?? 0 },
  }
}
