import type { Picture, Rectangle } from '../image/picture.ts'

/** One picture of a data set, opened when its turn comes. */
export interface Sample {
  /** Unique within the data set and stable: a path below its folder. */
  readonly id: string
  readonly open: () => Promise<Picture>
  /** Index of the true class in the models' order, where it is known. */
  readonly class?: number
  /** Around the object, in pixels of the picture. */
  readonly boxes?: readonly Rectangle[]
  /** One byte per pixel of the picture, row-major; not 0 = object. */
  readonly mask?: () => Promise<Uint8Array>
  /** Of a mosaic: its tiles and which of them show the class. */
  readonly tiles?: readonly Tile[]
}

/** One part of a mosaic, in pixels of the mosaic. */
export interface Tile {
  readonly rectangle: Rectangle
  readonly class: number
  /** The sample that it was made from. */
  readonly source: string
  /** Whether the same photograph stands elsewhere in the mosaic, for want of others. */
  readonly repeats?: boolean
  /** Whether left and right were exchanged. */
  readonly mirrored?: boolean
}

/** Pictures with what is known of them, in a fixed order. */
export interface Dataset {
  readonly name: string
  readonly samples: readonly Sample[]
  /** What was left out and why, never silently. */
  readonly skipped: readonly { readonly id: string; readonly code: string; readonly reason: string }[]
}
