import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { type Pixels, tintPicture } from './dim-picture.ts'
import { colourMap, type ShownMap } from './shown-map.ts'
import type { Theme } from './theme.ts'

/** How much of the picture shows through a map: what is where can be seen, and the colours still read as on their scale. */
const pictureShare = 0.25

/** A map over the picture in grey, as it is drawn; `place` is the frame's box in pixels of `drawn`, outside of which the picture is faded. */
export function drawMap(drawn: Pixels, place: Rectangle, map: ShownMap, regions: RegionMap, theme: Theme): Pixels {
  const size = { width: Math.max(1, Math.round(place.width)), height: Math.max(1, Math.round(place.height)) }
  const colours = colourMap(map, regions, size)
  return { ...drawn, rgb: tintPicture(drawn, place, colours, colours.rgb, theme.pageRgb, pictureShare) }
}
