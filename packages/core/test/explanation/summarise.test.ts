import { describe, expect, test } from 'vitest'
import { summarise } from '../../src/explanation/summarise.ts'
import { exampleExplanation } from '../render/example-explanation.ts'

describe('the summary', () => {
  test('is the target, what may be said of the answer, and the figures', () => {
    const lines = summarise(exampleExplanation())
    expect(lines[0]).toBe('tabby cat 80 %')
    expect(lines.slice(1, -1).join(' ')).toBe(
      'Shown alone on black, 1 of 4 regions (25 % of the picture) is enough for it (70 %; whole picture 80 %). ' +
        'On a blurred background the model still says so. ' +
        'Hiding 2 regions is enough to change the answer to lynx (40 %); on a blurred background it changes too.',
    )
    expect(lines.at(-1)).toBe(
      'insertion 0.60  deletion 0.30   (random order 0.40 / 0.50)   12 forwards, 1.5 s (wasm-simd kernels, onnxruntime-node)',
    )
  })

  test('names both classes of a comparison', () => {
    const lines = summarise(
      exampleExplanation((body) => ({
        target: { ...body.target, against: 9, againstLabel: 'lynx' },
        scores: { ...body.scores, picture: 0.87 },
      })),
    )
    expect(lines[0]).toBe('tabby cat rather than lynx 87 %')
    expect(lines.join(' ')).toContain(
      'is enough for the model to prefer tabby cat to lynx (70 % against 30 %; whole picture 87 %).',
    )
  })

  test('keeps to 150 characters a line', () => {
    const lines = summarise(
      exampleExplanation((body) => ({
        answer: {
          ...body.answer!,
          regions: [1, 0],
          others: { found: 3, core: [] },
          second: { rest: { kept: 0.7, holds: true }, set: null },
        },
      })),
    )
    expect(lines.length).toBeGreaterThan(4)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(150)
  })
})
