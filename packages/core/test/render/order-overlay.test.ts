import { expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { planOverlay } from '../../src/render/overlay.ts'
import { themeOf } from '../../src/render/theme.ts'
import { sha256 } from '../../src/sha256.ts'
import { exampleOrder, quarters } from './example-explanation.ts'
import { recordTexts } from './record-texts.ts'

async function drawn(explanation: Explanation): Promise<string> {
  const { painter } = await recordTexts()
  const words = { answer: ['One region is enough.'], trust: ['It is better than chance.'] }
  const images = { hero: 'data:,hero', map: null, kept: 'data:,kept', hidden: 'data:,hidden' }
  const { svg } = planOverlay({ painter, theme: themeOf('dark') }, explanation, quarters, words).draw(images)
  return sha256(new TextEncoder().encode(svg))
}

// First digits of SHA-256 of the drawings before maps had a panel: what has no values to show has none, and not a byte of it moves.
test.each<readonly [string, Explanation, string]>([
  ['with an answer', exampleOrder(), 'b4d3073b943cdb89'],
  ['without an answer', exampleOrder(() => ({ answer: null })), '8cb3002255663ff1'],
  ['of a panorama', exampleOrder(({ picture }) => ({ picture: { ...picture, width: 80 } })), '9b906413e7f4d9d6'],
  [
    'of a constant score',
    exampleOrder(() => ({ warnings: [{ code: 'SCORE_CONSTANT', message: 'It moved by 0.001.' }] })),
    '8829c7496d71ae1a',
  ],
])('the drawing of an order %s is the one it was', async (_, explanation, hash) => {
  expect((await drawn(explanation)).slice(0, 16)).toBe(hash)
})
