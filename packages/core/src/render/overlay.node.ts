import { answerSentences } from '../answer/wording.ts'
import { answerFacts } from '../explanation/answer-facts.ts'
import type { Explanation } from '../explanation/document.ts'
import { trustSentences } from '../explanation/trust-sentences.ts'
import { rasteriseSvg } from '../image/encode.node.ts'
import type { Picture } from '../image/picture.ts'
import { planOverlay } from './overlay.ts'
import { drawOverlayPixels } from './overlay-images.ts'
import type { Page } from './page.ts'
import { openScene, type SceneOptions, toAddress } from './scene.node.ts'

export interface OverlayOptions extends SceneOptions {
  /** The answer in words, shown below the target; what `answerSentences` says unless told. */
  readonly sentences?: readonly string[]
  /** How far to trust it, in words; what `trustSentences` says unless told. */
  readonly trust?: readonly string[]
}

/**
 * The overlay of an explanation as PNG bytes, 1400 pixels wide: the picture with its answer, the method's map where it has one, the two frames
 * the claim is about with the model's own answers, the curves, how far to trust it, what it cost. `picture` must be the one explained: throws DOCUMENT_INVALID
 * otherwise.
 */
export async function renderOverlay(
  picture: Picture,
  explanation: Explanation,
  options: OverlayOptions = {},
): Promise<Uint8Array> {
  const { svg, width } = await composeOverlay(picture, explanation, options)
  return rasteriseSvg(svg, width)
}

/** The same overlay as a self-contained SVG: text is paths, pictures are embedded. */
export async function composeOverlay(picture: Picture, explanation: Explanation, options: OverlayOptions = {}): Promise<Page> {
  const scene = await openScene(picture, explanation, options)
  const plan = planOverlay(scene.drawing, explanation, scene.regions, {
    answer: options.sentences ?? answerSentences(answerFacts(explanation, 'it')),
    trust: options.trust ?? trustSentences(explanation),
  })
  const pixels = drawOverlayPixels(scene, explanation, plan)
  const [hero, ...others] = await Promise.all([
    toAddress(pixels.hero),
    toAddress(pixels.map),
    toAddress(pixels.kept),
    toAddress(pixels.hidden),
  ])
  const [map, kept, hidden] = others
  return plan.draw({ hero, map, kept, hidden })
}
