import { answerSentences } from '../answer/wording.ts'
import { answerFacts } from '../explanation/answer-facts.ts'
import type { Explanation } from '../explanation/document.ts'
import { rasteriseSvg } from '../image/encode.node.ts'
import type { Picture } from '../image/picture.ts'
import { checkComparable } from './comparable.ts'
import { planContrast } from './contrast.ts'
import { drawContrastPixels } from './contrast-images.ts'
import type { Page } from './page.ts'
import { openScene, type SceneOptions, toAddress } from './scene.node.ts'
import type { Side, Sides } from './side.ts'

const contrastParts = ['picture', 'model', 'regions', 'baseline'] as const

export interface ContrastOptions extends SceneOptions {
  /** Both answers in words; what `answerSentences` says unless told. */
  readonly sentences?: readonly [first: readonly string[], second: readonly string[]]
}

/**
 * Two explanations of one picture as PNG bytes, 1400 pixels wide: for a wrong prediction, why the model says what it says (`first`) and what
 * would speak for the true class (`second`). Throws DOCUMENT_INVALID when `picture` is not the one explained, or the two documents differ in
 * model, regions or baseline.
 */
export async function renderContrast(
  picture: Picture,
  first: Explanation,
  second: Explanation,
  options: ContrastOptions = {},
): Promise<Uint8Array> {
  const { svg, width } = await composeContrast(picture, first, second, options)
  return rasteriseSvg(svg, width)
}

/** The same contrast as a self-contained SVG: text is paths, pictures are embedded. */
async function composeContrast(
  picture: Picture,
  first: Explanation,
  second: Explanation,
  options: ContrastOptions = {},
): Promise<Page> {
  checkComparable(
    [first, second],
    contrastParts,
    'Explain both classes in one run, with the same picture, model, regions and baseline.',
  )
  const scene = await openScene(picture, first, options)
  const sides: Sides = [sideOf(first, 'keep', options.sentences?.[0]), sideOf(second, 'hide', options.sentences?.[1])]
  const plan = planContrast(scene.drawing, sides, scene.regions)
  const pixels = drawContrastPixels(scene, sides, plan)
  const [hero, ...kept] = await Promise.all([toAddress(pixels.hero), toAddress(pixels.kept[0]), toAddress(pixels.kept[1])])
  return plan.draw({ hero, kept })
}

function sideOf(explanation: Explanation, colour: Side['colour'], sentences: readonly string[] | undefined): Side {
  return { explanation, colour, sentences: sentences ?? answerSentences(answerFacts(explanation, 'it')) }
}
