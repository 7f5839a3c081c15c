import { attributionFromJson } from '../explanation/attribution-json.ts'
import type { Explanation } from '../explanation/document.ts'
import { toMap } from '../explanation/to-map.ts'
import type { Picture } from '../image/picture.ts'
import { resample } from '../image/resample.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { dimPicture, type Pixels, tintPicture } from './dim-picture.ts'
import { composeHidden, composeKept } from './frames.ts'
import { framePlace } from './hero-panel.ts'
import { type PictureLayout, squareInside } from './layout.ts'
import { colourSaliency } from './saliency-map.ts'
import type { Theme } from './theme.ts'

/** The pixels of the overlay's three pictures, at the size in which they are drawn; a frame is null where there is nothing to show. */
export interface OverlayPixels {
  readonly hero: Pixels
  readonly kept: Pixels | null
  readonly hidden: Pixels | null
}

/** Draws the hero and the two frames of one explanation. `frame` and `baseline` are interleaved RGB of the region map's size. */
export function drawOverlayPixels(
  explanation: Explanation,
  picture: Picture,
  frame: Uint8Array,
  baseline: Uint8Array,
  regions: RegionMap,
  layout: PictureLayout,
  theme: Theme,
): OverlayPixels {
  const { answer } = explanation.body
  const flip = answer?.flip
  return {
    hero: drawHeroPixels(explanation, picture, regions, layout, theme),
    kept: answer ? fitFrame(composeKept(frame, baseline, regions, new Set(answer.regions)), regions, layout) : null,
    hidden: flip ? fitFrame(composeHidden(frame, baseline, regions, new Set(flip.regions)), regions, layout) : null,
  }
}

/** The answer in colour on a faded picture; without an answer, the attribution's map on a grey one. */
function drawHeroPixels(
  { body }: Explanation,
  picture: Picture,
  regions: RegionMap,
  layout: PictureLayout,
  theme: Theme,
): Pixels {
  const { width, height } = layout.heroPicture
  const rgb = resample(picture.rgb, picture.width, picture.height, width, height, 'bicubic')
  const source = framePlace(body, { x: 0, y: 0, width, height })
  const drawn = { width, height, rgb }
  if (body.answer) {
    return { width, height, rgb: dimPicture(drawn, source, regions, new Set(body.answer.regions), theme.pageRgb) }
  }
  const colours = colourSaliency(toMap(attributionFromJson(body.attribution), regions, regions))
  return { width, height, rgb: tintPicture(drawn, source, regions, colours, theme.pageRgb) }
}

/** Enlarged frames keep their hard pixels: they are what the model was given. */
function fitFrame(rgb: Uint8Array, frame: RegionMap, layout: PictureLayout): Pixels {
  const { width, height } = squareInside(frame, layout.panels[0])
  const filter = width >= frame.width ? 'nearest' : 'bilinear'
  return { width, height, rgb: resample(rgb, frame.width, frame.height, width, height, filter) }
}
