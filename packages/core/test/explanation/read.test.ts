import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { readExplanation } from '../../src/explanation/read.ts'
import { hashBody, writeExplanation } from '../../src/explanation/write.ts'
import { exampleExplanation } from '../render/example-explanation.ts'

const text = (change: (body: Explanation['body']) => Partial<Explanation['body']> = () => ({})): string =>
  writeExplanation(exampleExplanation(change))

const noTerms = { consistency: [], collaboration: [], effectiveness: null, confidence: [] }

describe('readExplanation', () => {
  test('reads what was written', () => {
    expect(readExplanation(text())).toEqual(exampleExplanation())
  })

  test.each([
    ['no JSON', '{"schema":', /not JSON/],
    ['an empty file', '', /not JSON/],
    ['another kind of JSON', '[1, 2]', /is not an explanation/],
    ['a missing field', '{"schema": "telltale/1", "body": {}}', /body\.model/],
    ['a probability above 1', text((body) => ({ scores: { ...body.scores, picture: 3 } })), /body\.scores\.picture/],
    [
      'runs that do not fill the frame',
      text((body) => ({ regions: { ...body.regions, runs: [0, 15] } })),
      /do not fill the frame/,
    ],
    [
      'a region that does not exist',
      text((body) => ({ answer: { ...body.answer!, regions: [4] } })),
      /body\.answer names a region/,
    ],
  ])('refuses %s', (_, bad, message) => {
    expect(() => readExplanation(bad, 'cat.json')).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID', message: expect.stringMatching(message) }),
    )
  })

  test.each([
    ['an order that goes on', { kind: 'order', order: [0, 1, 2, 3, 3], terms: noTerms }, /not a permutation/],
    ['too few region values', { kind: 'regions', values: [1, 2, 3] }, /length 3 where 4 is needed/],
    ['a grid that is not full', { kind: 'grid', rows: 2, columns: 2, values: [1] }, /length 1 where 4 is needed/],
    ['a map that is cut short', { kind: 'map', values: 'AAAA' }, /length 4 where 88 is needed/],
    ['a map that is no base64', { kind: 'map', values: `${'A'.repeat(85)}!==` }, /not numbers in base64/],
    ['a map that ends early', { kind: 'map', values: `${'A'.repeat(84)}====` }, /not numbers in base64/],
  ] as const)('refuses %s', (_, attribution, message) => {
    const bad = writeExplanation(exampleExplanation(() => ({ attribution: structuredClone(attribution) as never })))
    expect(() => readExplanation(bad)).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID', message: expect.stringMatching(message) }),
    )
  })

  test('refuses a curve with more shares than scores', () => {
    const bad = text((body) => ({ curves: { ...body.curves, insertion: { share: [0, 0.5, 1], score: [0, 1] } } }))
    expect(() => readExplanation(bad)).toThrow(/3 shares and 2 scores/)
  })

  test('refuses an order that names a region twice', () => {
    const terms = { consistency: [], collaboration: [], effectiveness: null, confidence: [] }
    const bad = text(() => ({ attribution: { kind: 'order', order: [0, 1, 1, 3], terms } }))
    expect(() => readExplanation(bad)).toThrow(/not a permutation/)
  })

  test('tells another version from a broken file', () => {
    const newer = text().replace('telltale/1', 'telltale/2')
    expect(() => readExplanation(newer)).toThrow(expect.objectContaining({ code: 'DOCUMENT_VERSION' }))
  })
})

describe('writeExplanation', () => {
  test('puts a list of numbers on one line and leaves texts alone', () => {
    const written = text((body) => ({
      picture: { ...body.picture, name: 'cat [ 1,  2 ].png' },
      curves: { ...body.curves, insertion: { share: [0, 0.5, 1], score: [1e-7, null, 1] } },
    }))
    expect(written).toContain('"name": "cat [ 1,  2 ].png"')
    expect(written).toContain('"share": [0, 0.5, 1]')
    expect(written).toContain('"score": [1e-7, null, 1]')
  })

  test('writes a document of very many regions', () => {
    const runs = Array.from({ length: 400_000 }, (_, i) => i % 7)
    const written = text((body) => ({ regions: { ...body.regions, runs } }))
    expect(JSON.parse(written).body.regions.runs).toEqual(runs)
  })
})

describe('hashBody', () => {
  test('does not depend on the order of keys', async () => {
    const { body } = exampleExplanation()
    const turned = Object.fromEntries(Object.entries(body).reverse()) as Explanation['body']
    expect(await hashBody(turned)).toBe(await hashBody(body))
  })

  test('changes with any number', async () => {
    const { body } = exampleExplanation()
    expect(await hashBody({ ...body, seed: 2 })).not.toBe(await hashBody(body))
  })
})
