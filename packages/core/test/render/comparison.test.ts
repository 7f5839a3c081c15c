import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { compareMethods } from '../../src/render/compared-methods.ts'
import { planComparison } from '../../src/render/comparison.ts'
import { comparisonSentences } from '../../src/render/comparison-sentences.ts'
import { pageWidth } from '../../src/render/layout.ts'
import { themeOf } from '../../src/render/theme.ts'
import { exampleExplanation, quarters } from './example-explanation.ts'
import { outside, overlapping, recordTexts } from './record-texts.ts'

type Body = Explanation['body']

/** The example as another method would have it, with these areas under its curves. */
function by(name: string, insertion: number | null, deletion: number | null, change: Partial<Body> = {}): Explanation {
  return exampleExplanation((body) => ({
    method: { name, parameters: {}, version: 1 },
    trust: { ...body.trust, insertion, deletion },
    ...change,
  }))
}

/** Draws a comparison and notes every text with its box. */
async function compose(documents: readonly Explanation[]) {
  const { painter, texts, words } = await recordTexts()
  const theme = themeOf('light')
  const methods = compareMethods(documents, quarters, theme)
  const plan = planComparison({ painter, theme }, methods, comparisonSentences(methods))
  const page = plan.draw(documents.map((_, index) => `data:,map${index}`))
  return { ...page, texts, words: words(), grid: plan.grid }
}

const submodular = by('submodular', 0.9, 0.1, {
  attribution: {
    kind: 'order',
    order: [1, 2, 0, 3],
    terms: { consistency: [], collaboration: [], effectiveness: null, confidence: [] },
  },
})
const shap = by('kernel-shap', 0.7, 0.2, { attribution: { kind: 'regions', values: [-0.25, 1, 0.5, 0] } })
const rise = by('rise', 0.6, 0.3)
const long = `a-method-${'with-an-endless-name-'.repeat(8)}`
const frameOf = (width: number, height: number): Partial<Body> => {
  const { picture } = exampleExplanation().body
  return { picture: { ...picture, width, height, frame: { ...picture.frame, source: { x: 0, y: 0, width, height } } } }
}

const cases: readonly (readonly [string, readonly Explanation[], columns: number])[] = [
  ['two methods', [submodular, shap], 2],
  ['four methods', [submodular, shap, rise, by('lime', 0.5, 0.5)], 4],
  ['two methods, one of which does not look at the class', [by('attention-rollout', 0.9, 0.1), shap], 2],
  [
    'six methods of all kinds',
    ['eigen-cam', 'integrated-gradients', 'grad-cam', 'hsic', 'lime', 'random'].map((name) => by(name, 0.5, 0.2)),
    3,
  ],
  ['five methods', Array.from({ length: 5 }, (_, index) => by(`method-${index}`, 0.5, index / 10)), 3],
  ['eighteen methods', Array.from({ length: 18 }, (_, index) => by(`method-${index}`, 0.5, index / 20)), 4],
  ['hostile names', [by(`<script>${long}`, 0.5, 0.1), by('模型'.repeat(60), null, null)], 2],
  [
    'a panorama',
    [by('submodular', 0.9, 0.1, frameOf(80, 6)), by('rise', 0.5, 0.2, frameOf(80, 6)), by('lime', 0.4, 0.2, frameOf(80, 6))],
    2,
  ],
  [
    'a portrait',
    [by('submodular', 0.9, 0.1, frameOf(8, 80)), by('rise', 0.5, 0.2, frameOf(8, 80)), by('lime', 0.4, 0.2, frameOf(8, 80))],
    3,
  ],
]

describe.each(cases)('%s', (_, documents, columns) => {
  test('every text is on the page, large enough and on no other', async () => {
    const { texts, grid, ...page } = await compose(documents)
    expect([page.width, grid.columns]).toEqual([pageWidth, columns])
    expect(outside(texts, page)).toEqual([])
    expect(overlapping(texts)).toEqual([])
    expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(15)
  })

  test('every number of the drawing is one, no name is markup, and each map is drawn once', async () => {
    const { svg } = await compose(documents)
    expect(/NaN|Infinity|undefined|<script/.test(svg)).toBe(false)
    expect(documents.map((_document, index) => svg.split(`"data:,map${index}"`).length)).toEqual(documents.map(() => 2))
  })
})

describe('what is said', () => {
  test('each figure beside those of a random order and a centred blob', async () => {
    const { words } = await compose([submodular, shap])
    expect(words).toContain('insertion\n0.90\n0.40\n0.45\n')
    expect(words).toContain('deletion\n0.10\n0.50\n0.48\n')
    expect(words).toContain('difference\n0.80\n−0.10\n−0.03\n')
    expect(words).toContain('needed\n1\nof 4 regions\nanswer\n1\n25 % of picture\nforwards\n12\n')
  })

  test('what kind of map it is, and what its colours run from and to', async () => {
    const { words } = await compose([submodular, shap, rise, by('random', 0.4, 0.4)])
    expect(words).toContain('submodular\nranks, no amounts\nlast in order\n\nfirst in order')
    expect(words).toContain('kernel-shap\nsigned · by region\nagainst −1\n0\nfor 1\nprobability added\n')
    expect(words).toContain('rise\nunsigned · by region\nleast 0\n\nmost 3\nmean probability while shown\n')
    expect(words).toContain('random\nunsigned · by region\nthe same for every class\n')
  })

  test('a map of a signed method without a negative value is drawn around zero', async () => {
    const { words } = await compose([submodular, by('lime', 0.5, 0.2)])
    expect(words).toContain('lime\nsigned · by region\nagainst −3\n0\nfor 3')
  })

  test('a map that is the same everywhere has no scale', async () => {
    const { words } = await compose([
      submodular,
      by('rise', 0.5, 0.2, { attribution: { kind: 'regions', values: [2, 2, 2, 2] } }),
    ])
    expect(words).toContain('the same everywhere: 2')
  })

  test('one method with two settings is told apart by what differs', async () => {
    const exact = by('submodular', 0.8, 0.1, {
      method: { name: 'submodular', parameters: { search: 'exact', epsilon: 0 }, version: 1 },
    })
    const lazy = by('submodular', 0.7, 0.1, {
      method: { name: 'submodular', parameters: { search: 'lazy', epsilon: 0 }, version: 1 },
    })
    const { words } = await compose([exact, lazy])
    expect(words).toContain('submodular, search exact\n')
    expect(words).toContain('submodular, search lazy\n')
  })

  test('warnings of all methods once, of one under its name', async () => {
    const all = { code: 'SCORE_LOW', message: 'Check the preprocessing.' }
    const { words } = await compose([
      by('rise', 0.5, 0.2, { warnings: [all, { code: 'SAMPLES_FEW', message: 'Half of it is chance.' }] }),
      by('lime', 0.5, 0.2, { warnings: [all] }),
    ])
    expect(words.split('Check the preprocessing.')).toHaveLength(2)
    expect(words).toContain('rise: Half of it is chance.')
  })

  test('a warning that begins with the name of its method is not headed by it again', async () => {
    const warnings = [{ code: 'METHOD_CLASS_INSENSITIVE', message: 'eigen-cam shows nearly the same map for every class.' }]
    const { words } = await compose([submodular, by('eigen-cam', 0.5, 0.2, { warnings })])
    expect(words).toContain('\neigen-cam shows nearly the same map')
    expect(words).not.toContain('eigen-cam: ')
  })

  test('what is the same for every class is marked, and only in its column', async () => {
    const { words } = await compose([submodular, rise, by('eigen-cam', 0.5, 0.2)])
    expect(words.split('the same for every class')).toHaveLength(2)
    expect(words).toContain('eigen-cam\nsigned · by region\nthe same for every class\n−3\n0\n3\nactivation, weighted\n')
  })
})

describe('what is drawn', () => {
  test('both kinds of curves of every method', async () => {
    const { svg } = await compose([submodular, shap])
    expect([...svg.matchAll(/aria-label="([^"]+)"><path d="M[^"]+" fill="none"/g)].map(([, name]) => name)).toEqual([
      'submodular',
      'kernel-shap',
      'submodular',
      'kernel-shap',
    ])
  })

  test('a dot at each best figure, and one in the key', async () => {
    const { svg } = await compose([submodular, shap, rise])
    // Best are insertion, deletion and difference of submodular; all else is equal.
    expect([...svg.matchAll(/<circle [^>]*r="4.5"/g)]).toHaveLength(4)
  })
})
