import type { TextPainter } from './text.ts'
import type { Theme } from './theme.ts'

/** What every part of the overlay draws with. */
export interface Drawing {
  readonly painter: TextPainter
  readonly theme: Theme
}

/** A part of the overlay: SVG in page coordinates, and the height it takes from its top edge. */
export interface Block {
  readonly svg: string
  readonly height: number
}
