import type { Rectangle } from '../image/picture.ts'

/** A sample as a list names it, before anything is opened. Paths begin where the list lies. */
export interface ListedSample {
  readonly picture: string
  /** Its true class as an index or a name, or null where the list does not say. */
  readonly class: number | string | null
  /** Around the object, in pixels of the picture. */
  readonly boxes?: readonly Rectangle[]
  /** A PNG of the picture's size: what is not black is the object. */
  readonly mask?: string
}

/** A box from its corners, the lower right one outside it. */
export function boxOfCorners([left, top, right, bottom]: readonly [number, number, number, number]): Rectangle {
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** A class as people write it in a table: digits are an index, nothing is no class. */
export function classOfText(text: string): number | string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed
}
