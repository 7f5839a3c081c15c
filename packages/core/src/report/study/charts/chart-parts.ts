import { scaleLinear } from 'd3-scale'
import { element, escapeXml } from '../../../render/svg.ts'

/** Sizes that all charts share, in units of their view box; at their full width a unit is a pixel. */
export const fontSize = 13
/** Width of a letter of that size, on average and a little more. */
export const letterWidth = 7.2

/** Lines of one chart that are told apart by colour; further ones are by dashes. */
export const lineColours = 6

/** One text; `anchor` as in SVG. */
export function label(
  text: string,
  x: number,
  y: number,
  {
    anchor = 'start',
    quiet = false,
    rotate = 0,
  }: { readonly anchor?: 'start' | 'middle' | 'end'; readonly quiet?: boolean; readonly rotate?: number } = {},
): string {
  return element(
    'text',
    {
      x,
      y,
      'text-anchor': anchor,
      class: quiet ? 'label quiet' : 'label',
      ...(rotate !== 0 && { transform: `rotate(${rotate} ${x} ${y})` }),
    },
    escapeXml(text),
  )
}

/** A text cut to a width, with three dots where something is missing. */
export function fitted(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / letterWidth))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** Where the numbers of an axis stand: a round range around them, and a few ticks with their texts. */
export function axisOf(values: readonly number[], from: number, to: number, count = 5) {
  const finite = values.filter(Number.isFinite)
  const [lowest, highest] = [Math.min(0, ...finite), Math.max(...finite, finite.length === 0 ? 1 : Number.NEGATIVE_INFINITY)]
  const scale = scaleLinear([lowest, highest > lowest ? highest : lowest + 1], [from, to]).nice(count)
  const write = scale.tickFormat(count)
  return { scale, ticks: scale.ticks(count).map((value) => ({ value, at: scale(value), text: write(value) })) }
}

/** A whole chart with its name for those who cannot see it. */
export function chart(name: string, width: number, height: number, content: string, isWide = false): string {
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': name,
      class: isWide ? 'chart wide' : 'chart',
    },
    content,
  )
}
