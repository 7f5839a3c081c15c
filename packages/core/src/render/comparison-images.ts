import type { ExplanationBody } from '../explanation/document.ts'
import { crop } from '../image/crop.ts'
import type { Picture, Rectangle } from '../image/picture.ts'
import { resample } from '../image/resample.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { ComparedMethod } from './compared-methods.ts'
import type { Pixels } from './dim-picture.ts'
import { drawMap } from './draw-map.ts'
import type { Theme } from './theme.ts'

/** The part of the picture that the model saw, in whole pixels of the picture. */
export function seenBox({ picture }: Pick<ExplanationBody, 'picture'>): Rectangle {
  const { source } = picture.frame
  const left = Math.min(picture.width - 1, Math.max(0, Math.floor(source.x)))
  const top = Math.min(picture.height - 1, Math.max(0, Math.floor(source.y)))
  const right = Math.max(left + 1, Math.min(picture.width, Math.ceil(source.x + source.width)))
  const bottom = Math.max(top + 1, Math.min(picture.height, Math.ceil(source.y + source.height)))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Each method's map over what the model saw of the picture in grey, at the size in which it is drawn. */
export function drawMethodMaps(
  picture: Picture,
  methods: readonly ComparedMethod[],
  regions: RegionMap,
  size: { readonly width: number; readonly height: number },
  theme: Theme,
): Pixels[] {
  const { body } = methods[0]!.explanation
  const seen = seenBox(body)
  const cut = crop(picture.rgb, picture.width, picture.height, seen)
  const drawn = { ...size, rgb: resample(cut, seen.width, seen.height, size.width, size.height, 'bicubic') }
  const { source } = body.picture.frame
  const [across, down] = [size.width / seen.width, size.height / seen.height]
  const place = {
    x: (source.x - seen.x) * across,
    y: (source.y - seen.y) * down,
    width: source.width * across,
    height: source.height * down,
  }
  return methods.map(({ map }) => drawMap(drawn, place, map, regions, theme))
}
