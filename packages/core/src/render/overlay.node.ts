import { answerSentences } from '../answer/wording.ts'
import { TelltaleError } from '../errors.ts'
import { answerFacts } from '../explanation/answer-facts.ts'
import type { Explanation } from '../explanation/document.ts'
import { encodePng, rasteriseSvg } from '../image/encode.node.ts'
import type { Picture } from '../image/picture.ts'
import { resolveBaseline } from '../image/resolve-baseline.ts'
import { frameOf } from '../model/frame.ts'
import { decodeRuns } from '../regions/runs.ts'
import type { Pixels } from './dim-picture.ts'
import { loadTypefaces } from './font.node.ts'
import { type Overlay, planOverlay } from './overlay.ts'
import { drawOverlayPixels } from './overlay-images.ts'
import { createTextPainter } from './text.ts'
import { type ThemeName, themeOf } from './theme.ts'

export interface OverlayOptions {
  /** `light` unless told. */
  readonly theme?: ThemeName
  /** The answer in words, shown below the target; what `answerSentences` says unless told. */
  readonly sentences?: readonly string[]
  /** Interleaved RGB of the frame's size; needed only when the document's baseline is a picture. */
  readonly baselinePicture?: Uint8Array
}

/**
 * The overlay of an explanation as PNG bytes, 1400 pixels wide: the picture with its answer, the two frames the claim is about with the
 * model's own answers, the curves, what it cost. `picture` must be the one explained: throws DOCUMENT_INVALID otherwise.
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
export async function composeOverlay(picture: Picture, explanation: Explanation, options: OverlayOptions = {}): Promise<Overlay> {
  const { body } = explanation
  checkSamePicture(picture, explanation)
  const frame = frameOf(picture, body.model.preprocess)
  const regions = decodeRuns(body.regions.runs, frame.width, frame.height, body.regions.count, body.regions.kind)
  const baseline = resolveBaseline(body.baseline, frame, regions, options.baselinePicture)

  const theme = themeOf(options.theme ?? 'light')
  const painter = createTextPainter(await loadTypefaces())
  const plan = planOverlay(
    { painter, theme },
    explanation,
    regions,
    options.sentences ?? answerSentences(answerFacts(explanation, 'it')),
  )
  const pixels = drawOverlayPixels(explanation, picture, frame.rgb, baseline, regions, plan.pictures, theme)
  const [hero, kept, hidden] = await Promise.all([
    toAddress(pixels.hero),
    toOptionalAddress(pixels.kept),
    toOptionalAddress(pixels.hidden),
  ])
  return plan.draw({ hero, kept, hidden })
}

function checkSamePicture(picture: Picture, { body }: Explanation): void {
  if (picture.sha256.pixels === body.picture.sha256.pixels) return
  throw new TelltaleError(
    'DOCUMENT_INVALID',
    `The document explains ${body.picture.name}, but the picture given, ${picture.name}, has other pixels.`,
    'Give the picture that was explained, or explain this one.',
    { file: picture.name, value: picture.sha256.pixels, limit: body.picture.sha256.pixels },
  )
}

async function toAddress(pixels: Pixels): Promise<string> {
  return `data:image/png;base64,${Buffer.from(await encodePng(pixels)).toString('base64')}`
}

async function toOptionalAddress(pixels: Pixels | null): Promise<string | null> {
  return pixels && toAddress(pixels)
}
