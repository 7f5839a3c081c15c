import { element } from './svg.ts'

/** Room that the sign takes before the words it warns of. */
export const warningIndent = 30

/** A triangle with an exclamation mark, on the line of words. */
export function drawWarningSign(colour: string, x: number, baseline: number): string {
  return [
    element('path', {
      d: `M${x + 9} ${baseline - 15}l9 16h-18z`,
      fill: 'none',
      stroke: colour,
      'stroke-width': 2,
      'stroke-linejoin': 'round',
    }),
    element('path', { d: `M${x + 9} ${baseline - 9}v4.5m0 2v1.5`, stroke: colour, 'stroke-width': 2 }),
  ].join('')
}
