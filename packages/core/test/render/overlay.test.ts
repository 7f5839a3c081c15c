import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { pageWidth } from '../../src/render/layout.ts'
import { planOverlay } from '../../src/render/overlay.ts'
import { themeOf } from '../../src/render/theme.ts'
import { exampleExplanation, exampleOrder, quarters } from './example-explanation.ts'
import { outside, overlapping, recordTexts } from './record-texts.ts'

/** Draws an overlay and notes every text with its box. */
async function compose(explanation: Explanation, answer: readonly string[] = [], trust: readonly string[] = []) {
  const { painter, texts, words } = await recordTexts()
  const overlay = planOverlay({ painter, theme: themeOf('light') }, explanation, quarters, { answer, trust }).draw({
    hero: 'data:,hero',
    map: 'data:,map',
    kept: 'data:,kept',
    hidden: 'data:,hidden',
  })
  return { ...overlay, texts, words: words() }
}

const long = 'an endless label '.repeat(12)

const hostile = exampleExplanation((body) => ({
  target: { ...body.target, label: `</text><script>${long}` },
  picture: { ...body.picture, name: `${'x'.repeat(200)}.png` },
  model: { ...body.model, name: '模型'.repeat(80) },
  answer: { ...body.answer!, top: [{ class: 7, label: long, probability: 0.7 }], flip: null },
  warnings: Array.from({ length: 9 }, () => ({ code: 'MODEL_PREPROCESSING_ASSUMED', message: long.repeat(4) })),
}))

const blind = {
  method: { name: 'attention-rollout', parameters: {}, version: 1 },
  warnings: [{ code: 'METHOD_CLASS_INSENSITIVE', message: 'It shows nearly the same map for every class.' }],
}

const shapes: readonly (readonly [string, Explanation])[] = [
  ['a usual document', exampleOrder()],
  ['a map', exampleExplanation()],
  ['a map that is the same for every class', exampleExplanation(() => blind)],
  [
    'a map of a phone picture',
    exampleExplanation(({ picture }) => ({ ...blind, picture: { ...picture, width: 9, height: 16 } })),
  ],
  ['a map of a square', exampleExplanation(({ picture }) => ({ picture: { ...picture, width: 6 } }))],
  ['hostile labels', hostile],
  ['a panorama', exampleExplanation((body) => ({ picture: { ...body.picture, width: 80 } }))],
  ['a portrait', exampleExplanation((body) => ({ picture: { ...body.picture, height: 80 } }))],
  ['no answer', exampleExplanation(() => ({ answer: null }))],
  ['a comparison', exampleExplanation(({ target }) => ({ target: { ...target, against: 9, againstLabel: long } }))],
]

describe.each(shapes)('%s', (_, explanation) => {
  const sentences = ['Shown alone on its mean colour, 1 of 4 regions (25 % of the picture) is enough for it (70 %).', long]

  test('no text leaves the canvas', async () => {
    const { texts, ...page } = await compose(explanation, sentences, sentences)
    expect(outside(texts, page)).toEqual([])
  })

  test('no text lies on another', async () => {
    const { texts } = await compose(explanation, sentences, sentences)
    expect(overlapping(texts)).toEqual([])
  })

  test('no text is smaller than 15 pixels', async () => {
    const { texts } = await compose(explanation, sentences, sentences)
    expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(15)
  })
})

describe('what is said', () => {
  test('target, probability, answer, flip, areas and cost are on the page', async () => {
    const { words, width } = await compose(exampleExplanation())
    expect(width).toBe(pageWidth)
    for (const text of [
      'tabby cat',
      '80 %',
      '1 of 4 regions, 25 % of the picture',
      'Only this one region',
      'Without these 2 regions',
    ]) {
      expect(words).toContain(text)
    }
    for (const text of ['0.60', 'random order 0.40', '0.30', 'random order 0.50', '12 forwards · 1.5 s'])
      expect(words).toContain(text)
  })

  test('labels cannot inject markup', async () => {
    const { svg } = await compose(hostile)
    expect(svg).not.toContain('<script')
  })

  test('a second opinion that does not hold is said', async () => {
    const failing = exampleExplanation(({ answer }) => ({
      answer: { ...answer!, secondOpinion: { ...answer!.secondOpinion!, holds: false } },
    }))
    expect((await compose(failing)).words).toContain('65 %, the class is another: read it with care')
  })

  test('a second opinion that was not asked for is said to be missing', async () => {
    const unasked = exampleExplanation(({ answer }) => ({ answer: { ...answer!, secondOpinion: null } }))
    expect((await compose(unasked)).words).toContain('Second opinion: not measured')
  })

  test('without an answer nothing is claimed about regions', async () => {
    const { words, svg } = await compose(exampleExplanation(() => ({ answer: null })))
    expect(words).toContain('No few regions were found to be enough')
    expect(words).not.toContain('Only this')
    expect(svg).not.toContain('data:,kept')
  })

  test('without an answer an order is coloured on the picture, and a map has its own place', async () => {
    const order = (await compose(exampleOrder(() => ({ answer: null })))).words
    const map = (await compose(exampleExplanation(() => ({ answer: null })))).words
    expect(order).toContain('from violet (least) to yellow (most)')
    expect(map).not.toContain('from violet (least) to yellow (most)')
    expect(map).toContain('least 0\n\nmost 3')
  })

  test('borders are clipped to the picture where the frame was padded', async () => {
    const padded = exampleOrder(({ picture }) => ({
      picture: { ...picture, frame: { ...picture.frame, source: { x: -8, y: -6, width: 24, height: 18 } } },
    }))
    // The picture is drawn 720x540 at (56, ...): the nested SVG around the borders is that, and a line's width more on each side.
    expect((await compose(padded)).svg).toMatch(/<svg x="53" y="\d+" width="726" height="546">/)
  })

  test('without a flip set the panel says that none was found', async () => {
    const { words, svg } = await compose(exampleExplanation(({ answer }) => ({ answer: { ...answer!, flip: null } })))
    expect(words).toContain('No few regions were found whose hiding')
    expect(svg).not.toContain('data:,hidden')
  })

  test('a target that the model does not say is named beside what the model says', async () => {
    const { words } = await compose(exampleExplanation(() => ({ target: { class: 9, label: 'lynx', why: 'given' } })))
    expect(words).toContain("The model's own answer for this picture is tabby cat (80 %).")
  })

  test('a label that is a list of names is its first name, with the others below', async () => {
    const { texts } = await compose(
      exampleExplanation(() => ({ target: { class: 7, label: 'tabby, tabby cat, moggy', why: 'predicted' } })),
    )
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['tabby', 'tabby cat, moggy', 'probability of tabby']))
  })

  test('areas of a random order and of a centred blob stand beside those of the order', async () => {
    const { words } = await compose(exampleExplanation())
    expect(words).toContain('Area for a random order 0.40, a centred blob 0.45.')
    expect(words).toContain('Area for a random order 0.50, a centred blob 0.48.')
  })

  test('a prefix is said to be taken strictly in this order, or in the order of the method that made it', async () => {
    const hsic = exampleExplanation(({ method }) => ({ method: { ...method, name: 'hsic' } }))
    const given = exampleExplanation(({ method }) => ({ method: { ...method, name: 'given' } }))
    expect((await compose(exampleExplanation())).words).toContain('Taken strictly in this order, the first is enough (25 %).')
    expect((await compose(hsic)).words).toContain('Taken strictly in the order of hsic, the first is enough')
    expect((await compose(given)).words).toContain('Taken strictly in the order of the given map, the first is')
  })

  test('how far to trust it is said below the curves, and takes no room unsaid', async () => {
    const said = await compose(exampleExplanation(), [], ['It is far better than a random order.', 'Another seed agrees.'])
    const unsaid = await compose(exampleExplanation())
    for (const text of ['How far to trust it', 'It is far better than a random order.', 'Another seed agrees.'])
      expect(said.words).toContain(text)
    expect(unsaid.words).not.toContain('How far to trust it')
    expect(unsaid.height).toBeLessThan(said.height)
  })

  test('areas that were not measured are dashes', async () => {
    const { texts } = await compose(exampleExplanation(({ trust }) => ({ trust: { ...trust, insertion: null } })))
    expect(texts.filter(({ text }) => text === '–')).toHaveLength(1)
  })

  test('at most four warnings are shown, the others counted', async () => {
    expect((await compose(hostile)).words).toContain('6 more warnings in the document.')
  })
})

describe('other sets', () => {
  const several = exampleExplanation(({ answer }) => ({
    answer: { ...answer!, regions: [1, 3], others: { found: 2, core: [1] } },
  }))
  const heavy = /stroke-width="6.5" stroke="#0069a8"/g

  test('regions that all of them share have a heavier border, in the legend too', async () => {
    const { svg, words } = await compose(several)
    expect(words).toContain('Heavier: also in all 2 other sets as small that we found')
    expect([...svg.matchAll(heavy)]).toHaveLength(2)
  })

  test('without another set no border is heavier', async () => {
    const { svg, words } = await compose(exampleExplanation())
    expect(words).not.toContain('Heavier')
    expect(heavy.test(svg)).toBe(false)
  })

  test('a second set without the answer is dashed in a third colour, with its size and score', async () => {
    const second = {
      rest: { kept: 0.5, holds: true },
      set: { regions: [2, 3], share: 0.5, kept: 0.62, irreducible: true },
    }
    const { svg, words } = await compose(exampleExplanation(({ answer }) => ({ answer: { ...answer!, second } })))
    expect(words).toContain('Dashed: a second set without any of these, 2 regions, 50 % of the picture')
    expect(words).toContain('(62 %)')
    expect(svg.includes('stroke="#00795a" stroke-dasharray="9 6"')).toBe(true)
  })
})

describe('a comparison', () => {
  const comparison = exampleExplanation(({ scores, answer }) => ({
    target: { class: 7, label: 'tabby cat', against: 9, againstLabel: 'lynx, catamount', why: 'given' },
    scores: { ...scores, picture: 0.89 },
    answer: { ...answer!, kept: 0.7, flip: { ...answer!.flip!, probability: 0.6 } },
  }))

  test('names both classes, and what its per cents are shares of', async () => {
    const { words } = await compose(comparison)
    expect(words).toContain('tabby cat rather than lynx\n89 %\n')
    expect(words).toContain('as a share of what tabby cat and lynx have together')
    expect(words).toContain('tabby cat, as a share of tabby cat and lynx')
    expect(words).not.toContain('probability of')
    expect(words).not.toContain('no class above it')
  })

  test('shows the shares of the two for both frames, apart from the probabilities of all classes', async () => {
    const { words } = await compose(comparison)
    expect(words).toContain('as a share of the two\ntabby cat\n70 %\nlynx\n30 %\nof all classes\ntabby cat\n80 %')
    expect(words).toContain('as a share of the two\ntabby cat\n40 %\nlynx\n60 %\nof all classes\nlynx\n10 %')
  })

  test('without the other class its number stands for it', async () => {
    const nameless = exampleExplanation(() => ({ target: { class: 7, label: 'tabby cat', against: 9, why: 'given' } }))
    expect((await compose(nameless)).words).toContain('tabby cat rather than class 9')
  })
})

describe('a constant score', () => {
  const constant = exampleExplanation(() => ({ warnings: [{ code: 'SCORE_CONSTANT', message: 'It moved by 0.001.' }] }))

  test('does not look like a finding: no borders, no frames, no marks, no claim', async () => {
    const { svg, words } = await compose(constant)
    expect(words).toContain('No region stands out')
    for (const text of ['1 of 4 regions', 'Only this', 'Without these', 'Taken strictly', 'Enough:', 'Second opinion'])
      expect(words).not.toContain(text)
    expect(svg.includes('data:,kept') || /stroke-width="[.\d]+" stroke="#0069a8"/.test(svg)).toBe(false)
  })
})
