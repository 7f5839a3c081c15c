import type { Rectangle } from '../image/picture.ts'
import { sideRegions } from './contrast-hero.ts'
import type { Pixels } from './dim-picture.ts'
import { composeKept } from './frames.ts'
import type { PictureLayout } from './layout.ts'
import { dimAround, fitFrame, type Scene } from './overlay-images.ts'
import type { Side, Sides } from './side.ts'

/** The pixels of a contrast's pictures, at the size in which they are drawn; a frame is null where its side has no answer. */
export interface ContrastPixels {
  readonly hero: Pixels
  readonly kept: readonly [first: Pixels | null, second: Pixels | null]
}

/** Where the pictures of a contrast go. */
interface Places {
  readonly pictures: PictureLayout
  readonly kept: readonly [first: Rectangle, second: Rectangle]
}

/** Draws the picture with both answers in colour, all of it where there is none, and the frame of each answer alone. */
export function drawContrastPixels(scene: Scene, sides: Sides, { pictures, kept }: Places): ContrastPixels {
  const { picture, regions, drawing } = scene
  const { body } = sides[0].explanation
  const answers = sides.flatMap((side) => [...sideRegions(side)])
  const coloured = new Set(answers.length > 0 ? answers : regions.labels)
  return {
    hero: dimAround(picture, body, regions, coloured, pictures.heroPicture, drawing.theme),
    kept: [drawKept(scene, sides[0], kept[0]), drawKept(scene, sides[1], kept[1])],
  }
}

function drawKept({ frame, baseline, regions }: Scene, side: Side, place: Rectangle): Pixels | null {
  const answer = sideRegions(side)
  if (answer.length === 0) return null
  return fitFrame(composeKept(frame, baseline, regions, new Set(answer)), regions, place)
}
