import { describe, expect, test } from 'vitest'
import { attributionToJson } from '../../src/explanation/attribution-json.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { planOverlay } from '../../src/render/overlay.ts'
import { themeOf } from '../../src/render/theme.ts'
import { exampleExplanation, exampleOrder, quarters } from './example-explanation.ts'
import { recordTexts } from './record-texts.ts'

type Body = Explanation['body']
type Attribution = Body['attribution']

/** Draws an overlay whose map is by this method, and gives every text on it, one a line. */
async function overlayOf(name: string, attribution: Attribution, change: Partial<Body> = {}) {
  const document = exampleExplanation(() => ({ method: { name, parameters: {}, version: 1 }, attribution, ...change }))
  return draw(document)
}

async function draw(document: Explanation) {
  const { painter, words, texts } = await recordTexts()
  const plan = planOverlay({ painter, theme: themeOf('light') }, document, quarters, { answer: [], trust: [] })
  const { svg } = plan.draw({ hero: 'data:,hero', map: 'data:,map', kept: 'data:,kept', hidden: 'data:,hidden' })
  return { svg, words: words(), texts, plan }
}

const grid: Attribution = { kind: 'grid', rows: 2, columns: 3, values: [0, 0.25, 1, 0, 0, 0.5] }
const speckles: Attribution = attributionToJson({
  kind: 'map',
  values: Float32Array.from({ length: 16 }, (_, pixel) => (pixel - 8) / 16),
})

test('the map is drawn under the name of its method, once, and an order has none', async () => {
  const { svg, words } = await overlayOf('grad-cam', grid)
  expect([svg.split('"data:,map"').length, words.includes('grad-cam\n')]).toEqual([2, true])
  expect((await draw(exampleOrder())).svg).not.toContain('data:,map')
})

test('hero and map are drawn alike, with their pictures on one line', async () => {
  const { plan } = await overlayOf('grad-cam', grid)
  const { heroPicture } = plan.pictures
  expect(plan.map!.picture).toEqual({ ...heroPicture, x: plan.map!.picture.x })
  expect(plan.map!.picture.x).toBeGreaterThan(heroPicture.x + heroPicture.width)
})

test('a map from elsewhere is titled as what it is', async () => {
  const { words } = await overlayOf('given', speckles)
  expect(words).toContain('The given map\n')
  expect(words).toContain('unit unknown\n')
})

describe('the scale below', () => {
  test('runs from least to most, and names the unit and the size of a coarse grid', async () => {
    const { words } = await overlayOf('grad-cam', grid)
    expect(words).toContain('least 0\n\nmost 1\nlogit, to first order\n2 x 3 values, drawn enlarged.')
  })

  test('runs as far against as for the target, with zero in the middle, where the map is signed', async () => {
    const { words } = await overlayOf('integrated-gradients', speckles)
    expect(words).toContain('against −0.5\n0\nfor 0.5\nlogit per pixel, mean of channels\n')
  })

  test('says of a map that tells no classes apart, or of slopes, nothing of for and against', async () => {
    const signed: Attribution = { ...grid, values: [-1, 0, 0, 0, 0, 0.5] }
    expect((await overlayOf('eigen-cam', signed)).words).toContain('−1\n0\n1\nactivation, weighted\n')
    expect((await overlayOf('smoothgrad', speckles)).words).toContain('−0.5\n0\n0.5\nlogit per unit of input\n')
  })

  test('says that colours end before single pixels that stick out', async () => {
    const values = new Float32Array(400).fill(0.01)
    values[7] = -2
    const { painter, words } = await recordTexts()
    const wide = { width: 20, height: 20, count: 1, kind: 'grid', labels: new Uint16Array(400) } as const
    const document = exampleExplanation(() => ({
      method: { name: 'smoothgrad', parameters: {}, version: 1 },
      attribution: attributionToJson({ kind: 'map', values }),
      answer: null,
    }))
    planOverlay({ painter, theme: themeOf('light') }, document, wide, { answer: [], trust: [] }).draw({
      hero: 'data:,hero',
      map: 'data:,map',
      kept: null,
      hidden: null,
    })
    expect(words()).toContain('−0.01\n0\n0.01\n')
    expect(words()).toContain('Colours end at the 99th percentile of magnitudes, which reach 2.')
  })

  test('warns of a map that was made while the score hardly moved', async () => {
    const { words } = await overlayOf('rise', speckles, { warnings: [{ code: 'SCORE_CONSTANT', message: 'It moved by 0.001.' }] })
    expect(words).toContain('The score hardly moved, whatever was hidden: this map says little.')
  })
})

describe('a method that says the same of every class', () => {
  const note = 'the same for every class'

  test('is marked beside its name', async () => {
    const { texts } = await overlayOf('eigen-cam', grid)
    const [name, mark] = ['eigen-cam', note].map((wanted) => texts.find(({ text }) => text === wanted)!)
    expect(mark!.left - name!.right).toBeGreaterThan(0)
    expect(Math.abs(mark!.bottom - name!.bottom)).toBeLessThan(1)
  })

  test('is marked below the map where a narrow column has no room beside a long name', async () => {
    const { picture } = exampleExplanation().body
    const { texts } = await overlayOf('attention-rollout', grid, { picture: { ...picture, width: 9, height: 16 } })
    const [name, mark] = ['attention-rollout', note].map((wanted) => texts.find(({ text }) => text === wanted)!)
    expect(mark!.top).toBeGreaterThan(name!.bottom + 500)
  })

  test('is also known by the warning of its document, whatever its name', async () => {
    const warnings = [{ code: 'METHOD_CLASS_INSENSITIVE', message: 'Nearly the same map.' }]
    expect((await overlayOf('of-tomorrow', grid, { warnings })).words).toContain(`of-tomorrow\n${note}\n`)
  })

  test('is marked beside its name in the footer', async () => {
    expect((await overlayOf('eigen-cam', grid)).words).toContain(`eigen-cam (${note}), seed 1`)
    expect((await overlayOf('grad-cam', grid)).words).not.toContain(note)
  })
})
