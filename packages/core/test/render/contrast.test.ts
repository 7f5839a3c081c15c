import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { planContrast } from '../../src/render/contrast.ts'
import { pageWidth } from '../../src/render/layout.ts'
import { themeOf } from '../../src/render/theme.ts'
import { exampleExplanation, quarters } from './example-explanation.ts'
import { outside, overlapping, recordTexts } from './record-texts.ts'

/** Draws a contrast and notes every text with its box. */
async function compose(first: Explanation, second: Explanation, sentences: readonly [string[], string[]] = [[], []]) {
  const { painter, texts, words } = await recordTexts()
  const plan = planContrast(
    { painter, theme: themeOf('light') },
    [
      { explanation: first, colour: 'keep', sentences: sentences[0] },
      { explanation: second, colour: 'hide', sentences: sentences[1] },
    ],
    quarters,
  )
  const page = plan.draw({ hero: 'data:,hero', kept: ['data:,first', 'data:,second'] })
  return { ...page, texts, words: words() }
}

type Change = Parameters<typeof exampleExplanation>[0]

/** The same picture explained for the true class, lynx: its answer is regions 1 and 2, of which the cause has region 1 too. */
function repairExplanation(change: Change = () => ({})): Explanation {
  return exampleExplanation((body) => {
    const repair: Explanation['body'] = {
      ...body,
      target: { class: 9, label: 'lynx', why: 'truth' },
      scores: { ...body.scores, picture: 0.1 },
      answer: { ...body.answer!, regions: [1, 2], share: 0.5, kept: 0.45, top: [...body.scores.top].reverse(), flip: null },
      highest: [
        { within: 0.25, kept: null, share: 0, regions: 0 },
        { within: 0.5, kept: 0.45, share: 0.5, regions: 2 },
        { within: 0.75, kept: 0.45, share: 0.5, regions: 2 },
        { within: 1, kept: 0.45, share: 0.5, regions: 2 },
      ],
    }
    return { ...repair, ...change(repair) }
  })
}

const cause = exampleExplanation()
const long = 'an endless label '.repeat(12)
const sentences: readonly [string[], string[]] = [['One region is enough for it.', long], ['Two regions make the model say it.']]

const pairs: readonly (readonly [string, Explanation, Explanation])[] = [
  ['cause and repair', cause, repairExplanation()],
  ['no repair', cause, repairExplanation(() => ({ answer: null }))],
  [
    'hostile labels',
    exampleExplanation(({ target }) => ({ target: { ...target, label: `<script>${long}` } })),
    repairExplanation(({ target }) => ({ target: { ...target, label: '模型'.repeat(80) } })),
  ],
  [
    'a panorama',
    exampleExplanation(({ picture }) => ({ picture: { ...picture, width: 80 } })),
    repairExplanation(({ picture }) => ({ picture: { ...picture, width: 80 } })),
  ],
  [
    'a portrait',
    exampleExplanation(({ picture }) => ({ picture: { ...picture, height: 80 } })),
    repairExplanation(({ picture }) => ({ picture: { ...picture, height: 80 } })),
  ],
  [
    'two comparisons',
    exampleExplanation(({ target }) => ({ target: { ...target, against: 9, againstLabel: 'lynx' } })),
    repairExplanation(({ target }) => ({ target: { ...target, against: 7, againstLabel: 'tabby cat' } })),
  ],
]

describe.each(pairs)('%s', (_, first, second) => {
  test('every text is on the page, large enough and on no other', async () => {
    const { texts, ...page } = await compose(first, second, sentences)
    expect(page.width).toBe(pageWidth)
    expect(outside(texts, page)).toEqual([])
    expect(overlapping(texts)).toEqual([])
    expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(15)
  })

  test('every number of the drawing is one, and no label is markup', async () => {
    const { svg } = await compose(first, second, sentences)
    expect(/NaN|Infinity|undefined|<script/.test(svg)).toBe(false)
  })
})

describe('what is said', () => {
  test('what the model says and what was given as true, each with its probability', async () => {
    const { words } = await compose(cause, repairExplanation())
    expect(words).toContain('The model says\ntabby cat\n80 %\n')
    expect(words).toContain('Given as true\nlynx\n10 %\n')
  })

  test('only the predicted class has a cause; the other one is what would have to be said for it', async () => {
    const { words } = await compose(cause, repairExplanation())
    expect(words).toContain('Why the model says tabby cat')
    expect(words).toContain('What would speak for lynx')
    const swapped = await compose(repairExplanation(), cause)
    expect(swapped.words).toContain('Why the model says tabby cat')
    expect(swapped.words).not.toContain('Why the model says lynx')
  })

  test('a class that was only asked about is not called true', async () => {
    const { words } = await compose(
      cause,
      repairExplanation(({ target }) => ({ target: { ...target, why: 'given' } })),
    )
    expect(words).toContain('Asked about\nlynx')
    expect(words).not.toContain('Given as true')
  })

  test('when the model says neither, its own answer is named', async () => {
    const scores = { ...cause.body.scores, predicted: 3, top: [{ class: 3, label: 'teapot', probability: 0.85 }] }
    const { words } = await compose(
      exampleExplanation(() => ({ scores, target: { class: 7, label: 'tabby cat', why: 'given' } })),
      repairExplanation(() => ({ scores: { ...scores, picture: 0.1 } })),
    )
    expect(words).toContain("The model's own answer for this picture is teapot (85 %).")
    expect(words).not.toContain('The model says')
    expect(words).not.toContain('Why the model says')
  })

  test('the regions of either answer and those in both', async () => {
    const { words } = await compose(cause, repairExplanation())
    expect(words).toContain('tabby cat: 1 of 4 regions, 25 % of the picture')
    expect(words).toContain('lynx: 2 of 4 regions, 50 % of the picture')
    expect(words).toContain('1 region in both')
    const apart = repairExplanation(({ answer }) => ({ answer: { ...answer!, regions: [2, 3] } }))
    expect((await compose(cause, apart)).words).toContain('No region is in both.')
  })

  test('the highest scores within a quarter, a half, three quarters and all of the picture; a dash where none was measured', async () => {
    const { words } = await compose(cause, repairExplanation())
    expect(words).toContain('25 %\n70 %\n1 region, 25 %\n–\nnot measured')
    expect(words).toContain('50 %\n70 %\n1 region, 25 %\n45 %\n2 regions, 50 %')
    expect(words).toContain('100 %\n80 %\n4 regions, 100 %\n45 %\n2 regions, 50 %')
  })

  test('a class without an answer is said to have none, and gets no frame', async () => {
    const { words, svg } = await compose(
      cause,
      repairExplanation(() => ({ answer: null })),
    )
    expect(words).toContain('lynx: no few regions were found to be enough')
    expect(words).toContain('No set of regions was found that makes the model say lynx.')
    expect(words).not.toContain('in both')
    expect([svg.includes('data:,first'), svg.includes('data:,second')]).toEqual([true, false])
  })

  test('warnings of one side name it, those of both are said once', async () => {
    const shared = { code: 'SCORE_LOW', message: 'Check the preprocessing.' }
    const { words } = await compose(
      exampleExplanation(() => ({ warnings: [shared] })),
      repairExplanation(() => ({ warnings: [shared, { code: 'SCORE_BASELINE', message: 'Try another baseline.' }] })),
    )
    expect(words.split('Check the preprocessing.')).toHaveLength(2)
    expect(words).not.toContain('lynx: Check')
    expect(words).toContain('lynx: Try another baseline.')
  })
})

describe('what is drawn', () => {
  test('each answer has its own colour, and the shared region both', async () => {
    const { svg } = await compose(cause, repairExplanation())
    const strokes = (pattern: RegExp) => [...svg.matchAll(pattern)].length
    // Hero and legend: region 2 alone in orange, shared region 1 in orange under blue dashes; region 1 alone is nobody's.
    expect(strokes(/stroke-width="3.5" stroke="#0069a8" stroke-dasharray="10 10"/g)).toBe(2)
    expect(strokes(/stroke-width="3.5" stroke="#c85200"/g)).toBe(4)
    expect(strokes(/stroke-width="3.5" stroke="#0069a8"\/>/g)).toBe(1)
  })

  test('both insertion curves are in one chart', async () => {
    const { svg } = await compose(cause, repairExplanation())
    expect([...svg.matchAll(/aria-label="(tabby cat|lynx)"><path d="M[^"]+" fill="none"/g)].map(([, name]) => name)).toEqual([
      'tabby cat',
      'lynx',
    ])
  })
})
