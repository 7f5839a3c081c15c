import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { innerBorders, traceOutline } from './region-borders.ts'
import { element } from './svg.ts'

/** Borders lie on pictures, not on the page: the same colours in both themes, apart for colour-blind readers (Okabe and Ito 2008). */
export const borderColours = { keep: '#0069a8', hide: '#c85200', second: '#00795a' } as const

export interface BorderStyle {
  readonly colour: keyof typeof borderColours
  readonly thickness: number
  /** An SVG dash pattern, between whose dashes the line has the other colour, white unless named. */
  readonly dashes?: string
  readonly between?: keyof typeof borderColours
}

const join = { fill: 'none', 'stroke-linejoin': 'round' } as const

/** The outline of some regions over the frame at `place`; a light line under the coloured one keeps it visible on any picture. */
export function drawBorders(regions: RegionMap, selected: readonly number[], place: Rectangle, style: BorderStyle): string {
  if (selected.length === 0) return ''
  const chosen = new Set(selected)
  const inner = { d: innerBorders(regions, chosen, place), ...join, stroke: '#ffffff', 'stroke-width': 1.5, opacity: 0.8 }
  return element('path', inner) + drawStroke(traceOutline(regions, chosen, place), style)
}

/** A border along any path: what `drawBorders` draws, and what a legend shows of it. */
export function drawStroke(d: string, { colour, thickness, dashes, between }: BorderStyle): string {
  const line = { d, ...join, 'stroke-width': thickness }
  const pattern = dashes === undefined ? {} : { 'stroke-dasharray': dashes }
  return [
    element('path', { ...line, stroke: '#ffffff', 'stroke-width': thickness + 2.5 }),
    between === undefined ? '' : element('path', { ...line, stroke: borderColours[between] }),
    element('path', { ...line, stroke: borderColours[colour], ...pattern }),
  ].join('')
}

/** Borders over the frame, cut off at the picture's edge, with room for a whole line along it. */
export function clipToPicture(picture: Rectangle, frame: Rectangle, draw: (place: Rectangle) => string): string {
  const room = 3
  const x = picture.x - room
  const y = picture.y - room
  const size = { width: picture.width + 2 * room, height: picture.height + 2 * room }
  return element('svg', { x, y, ...size }, draw({ ...frame, x: frame.x - x, y: frame.y - y }))
}
