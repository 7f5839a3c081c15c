import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { innerBorders, traceOutline } from './region-borders.ts'
import { element } from './svg.ts'

/** Borders lie on pictures, not on the page: the same colours in both themes. */
const borderColours = { keep: '#0069a8', hide: '#c85200' } as const

/** The outline of some regions over the frame at `place`; a light line under the coloured one keeps it visible on any picture. */
export function drawBorders(
  regions: RegionMap,
  selected: readonly number[],
  place: Rectangle,
  colour: keyof typeof borderColours,
  thickness: number,
): string {
  const chosen = new Set(selected)
  const outline = traceOutline(regions, chosen, place)
  const line = { fill: 'none', 'stroke-linejoin': 'round' } as const
  return [
    element('path', {
      d: innerBorders(regions, chosen, place),
      ...line,
      stroke: '#ffffff',
      'stroke-width': thickness / 2,
      opacity: 0.8,
    }),
    element('path', { d: outline, ...line, stroke: '#ffffff', 'stroke-width': thickness + 2.5 }),
    element('path', { d: outline, ...line, stroke: borderColours[colour], 'stroke-width': thickness }),
  ].join('')
}
