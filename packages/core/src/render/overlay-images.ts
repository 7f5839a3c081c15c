import { attributionFromJson } from '../explanation/attribution-json.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import { toMap } from '../explanation/to-map.ts'
import type { Picture, Rectangle } from '../image/picture.ts'
import { resample } from '../image/resample.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { dimPicture, type Pixels, tintPicture } from './dim-picture.ts'
import { drawMap } from './draw-map.ts'
import { composeHidden, composeKept } from './frames.ts'
import { framePlace } from './hero-panel.ts'
import { squareInside } from './layout.ts'
import type { PlacedMap } from './map-panel.ts'
import type { OverlayPlaces } from './place-overlay.ts'
import { colourSaliency } from './saliency-map.ts'
import { isConstant, shownAnswer } from './shown-answer.ts'
import type { Theme } from './theme.ts'

/** What a document's pictures are drawn from. `frame` and `baseline` are interleaved RGB of the region map's size. */
export interface Scene {
  readonly picture: Picture
  readonly frame: Uint8Array
  readonly baseline: Uint8Array
  readonly regions: RegionMap
  readonly drawing: Drawing
}

/** The pixels of the overlay's pictures, at the size in which they are drawn; null where there is nothing to show. */
export interface OverlayPixels {
  readonly hero: Pixels
  readonly map: Pixels | null
  readonly kept: Pixels | null
  readonly hidden: Pixels | null
}

/** What the main picture of an overlay is drawn from. */
interface Hero {
  readonly picture: Picture
  readonly regions: RegionMap
  readonly theme: Theme
}

/** Draws the hero, the map and the two frames of one explanation. */
export function drawOverlayPixels(scene: Scene, { body }: Explanation, { pictures: layout, map }: OverlayPlaces): OverlayPixels {
  const { frame, baseline, regions } = scene
  const answer = shownAnswer(body)
  const flip = answer?.flip
  const box = layout.panels[0]
  return {
    hero: drawHeroPixels({ picture: scene.picture, regions, theme: scene.drawing.theme }, body, layout.heroPicture),
    map: map && drawMapPixels(scene, body, map),
    kept: answer && fitFrame(composeKept(frame, baseline, regions, new Set(answer.regions)), regions, box),
    hidden: flip ? fitFrame(composeHidden(frame, baseline, regions, new Set(flip.regions)), regions, box) : null,
  }
}

/** The answer in colour on a faded picture; without one, an order on a grey picture, and the whole picture where that says nothing or a map of its own says it. */
export function drawHeroPixels({ picture, regions, theme }: Hero, body: ExplanationBody, place: Rectangle): Pixels {
  const answer = shownAnswer(body)
  if (answer) return dimAround(picture, body, regions, new Set(answer.regions), place, theme)
  if (isConstant(body) || body.attribution.kind !== 'order')
    return dimAround(picture, body, regions, new Set(regions.labels), place, theme)
  const drawn = shrinkPicture(picture, place)
  const colours = colourSaliency(toMap(attributionFromJson(body.attribution), regions, regions))
  const source = framePlace(body, { ...place, x: 0, y: 0 })
  return { ...drawn, rgb: tintPicture(drawn, source, regions, colours, theme.pageRgb) }
}

function drawMapPixels(
  { picture, regions, drawing }: Scene,
  body: ExplanationBody,
  { shown, picture: place }: PlacedMap,
): Pixels {
  const source = framePlace(body, { ...place, x: 0, y: 0 })
  return drawMap(shrinkPicture(picture, place), source, shown, regions, drawing.theme)
}

/** The picture at the size in which it is drawn, some regions in colour and the rest faded. */
export function dimAround(
  picture: Picture,
  body: ExplanationBody,
  regions: RegionMap,
  selected: ReadonlySet<number>,
  place: Rectangle,
  theme: Theme,
): Pixels {
  const drawn = shrinkPicture(picture, place)
  const source = framePlace(body, { ...place, x: 0, y: 0 })
  return { ...drawn, rgb: dimPicture(drawn, source, regions, selected, theme.pageRgb) }
}

function shrinkPicture(picture: Picture, { width, height }: Rectangle): Pixels {
  return { width, height, rgb: resample(picture.rgb, picture.width, picture.height, width, height, 'bicubic') }
}

/** A frame as its panel shows it. Enlarged frames keep their hard pixels: they are what the model was given. */
export function fitFrame(rgb: Uint8Array, frame: RegionMap, panel: Rectangle): Pixels {
  const { width, height } = squareInside(frame, panel)
  const filter = width >= frame.width ? 'nearest' : 'bilinear'
  return { width, height, rgb: resample(rgb, frame.width, frame.height, width, height, filter) }
}
