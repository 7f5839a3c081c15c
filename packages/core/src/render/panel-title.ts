import type { Rectangle } from '../image/picture.ts'
import type { Drawing } from './block.ts'
import { element } from './svg.ts'
import { truncateText } from './text.ts'

const baseline = 20

/** The title on top of a panel, with a swatch of the colour that stands for it elsewhere on the page, if any. */
export function drawPanelTitle({ painter, theme }: Drawing, text: string, colour: string | null, box: Rectangle): string {
  const style = { size: 20, weight: 'strong', colour: theme.ink } as const
  const indent = colour === null ? 0 : 26
  const swatch = colour === null ? '' : element('rect', { x: box.x, y: box.y + 5, width: 16, height: 16, rx: 4, fill: colour })
  return swatch + painter.draw(truncateText(painter, text, box.width - indent, style), box.x + indent, box.y + baseline, style)
}
