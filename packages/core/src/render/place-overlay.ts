import type { Explanation } from '../explanation/document.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { heroLegend } from './hero-legend.ts'
import { heroWidth, mapWidth, type PictureLayout, placePictures, placePicturesWithMap } from './layout.ts'
import { legendHeight } from './legend.ts'
import { mapCaptionHeight, type PlacedMap } from './map-panel.ts'
import { shownMap } from './shown-map.ts'

/** Where the pictures of an overlay go; a method that has an order and no values has no map. */
export interface OverlayPlaces {
  readonly pictures: PictureLayout
  readonly map: PlacedMap | null
}

/** Places the hero, the map where there is one, and the frames, with `top` as the upper edge. */
export function placeOverlay(drawing: Drawing, explanation: Explanation, regions: RegionMap, top: number): OverlayPlaces {
  const { body } = explanation
  const { width, height } = body.picture
  const captionIn = (column: number): number => {
    const caption = legendHeight(drawing, heroLegend(body), column)
    return caption === 0 ? 0 : caption + 10
  }
  if (body.attribution.kind === 'order')
    return { pictures: placePictures(width, height, top, captionIn(heroWidth(width, height))), map: null }

  const shown = shownMap(body, regions)
  const column = mapWidth(width, height)
  const captions = { hero: captionIn(column), map: mapCaptionHeight(drawing, explanation, shown, column) }
  const pictures = placePicturesWithMap(width, height, top, captions)
  return { pictures, map: { shown, box: pictures.map, picture: pictures.mapPicture } }
}
