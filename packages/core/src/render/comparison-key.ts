import type { Block, Drawing } from './block.ts'
import type { ComparedMethod } from './compared-methods.ts'
import { drawArrow, drawBest } from './figure-rows.ts'
import { seesWhole } from './hero-legend.ts'
import { contentWidth, margin } from './layout.ts'
import { wrapText } from './text.ts'

const lineHeight = 26
const rules = {
  figures: 'needed: regions, taken in its order, until they are enough; answer: the fewest found that are.',
  controls: 'random, blob: a random order and one from the centre outwards.',
  scale: 'Each map has a scale of its own, so colours of different methods do not compare.',
  signed:
    'Signed maps are blue above zero, orange below it, light at zero; where the scale says so, that is for and against the target.',
  ranked: 'An order is coloured by rank.',
  clipped: 'Where single pixels stick out of all others, colours end at the 99th percentile of magnitudes.',
  crop: "The maps show the part of the picture that the model's crop leaves.",
} as const

/** What marks, columns and colours mean, over the whole width. */
export function comparisonKey({ painter, theme }: Drawing, methods: readonly ComparedMethod[], top: number): Block {
  const style = { size: 16, weight: 'regular', colour: theme.quiet } as const
  const baseline = top + 19
  let x = margin
  const parts: string[] = []
  const say = (mark: string, width: number, text: string): void => {
    parts.push(mark, painter.draw(text, x + width, baseline, style))
    x += width + painter.measure(text, style) + 28
  }
  say(drawBest(x + 5, baseline - 5.5, theme.keep), 18, 'best of these methods on this picture')
  say(drawArrow(x + 5, baseline, 'higher', theme.quiet), 18, 'more is better')
  say(drawArrow(x + 5, baseline, 'lower', theme.quiet), 18, 'less is better')
  const lines = rulesOf(methods).flatMap((rule) => wrapText(painter, rule, contentWidth, style))
  lines.forEach((line, index) => {
    parts.push(painter.draw(line, margin, baseline + lineHeight * (index + 1), style))
  })
  return { svg: parts.join(''), height: lineHeight * (lines.length + 1) }
}

function rulesOf(methods: readonly ComparedMethod[]): string[] {
  const colours = [
    rules.scale,
    ...(methods.some(({ map }) => map.scale.signed) ? [rules.signed] : []),
    ...(methods.some(({ map }) => map.attribution.kind === 'order') ? [rules.ranked] : []),
    ...(methods.some(({ map }) => map.beyond !== null) ? [rules.clipped] : []),
    ...(seesWhole(methods[0]!.explanation.body) ? [] : [rules.crop]),
  ]
  return [`${rules.figures} ${rules.controls}`, colours.join(' ')]
}
