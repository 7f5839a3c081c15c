import { percent } from '../answer/wording.ts'
import { describeTarget } from './describe-target.ts'
import type { Explanation } from './document.ts'

/** Areas that differ by less count as equal: those of the controls are estimates from a few prefixes of one order each. */
export const noticeableArea = 0.05
/** From this difference of areas on an order is "far" better. */
const largeArea = 0.2
const noBetter = 'no better than'

/**
 * How the order does while its regions are shown and hidden, beside a random order and the one from the centre outwards. An area under a curve
 * is said as what it is, the average over the share of the frame, in per cent.
 */
export function controlSentences(document: Explanation): string[] {
  return [...shown(document), ...hidden(document)]
}

function shown(document: Explanation): string[] {
  const { insertion, random, blob } = document.body.trust
  if (insertion === null) return ['What the model says while regions are shown was not measured: the budget ended first.']
  return [
    `While the regions are shown in this order, the model gives ${describeTarget(document.body)} ${percent(insertion)} on average.`,
    against([random.insertion, blob.insertion], (control) => insertion - control, 'The higher the better'),
  ]
}

function hidden(document: Explanation): string[] {
  const { deletion, random, blob } = document.body.trust
  if (deletion === null) return ['What the model says while regions are hidden was not measured: the budget ended first.']
  return [
    `While the regions are hidden in this order, the model gives ${describeTarget(document.body)} ${percent(deletion)} on average.`,
    against([random.deletion, blob.deletion], (control) => control - deletion, 'The lower the better'),
  ]
}

/** How the order does beside a random one and the one from the centre outwards; `gain` is how much better it is than a control's area. */
function against(
  [random, blob]: readonly [random: number | null, blob: number | null],
  gain: (control: number) => number,
  better: string,
): string {
  const parts: readonly (readonly [number | null, string])[] = [
    [random, 'a random order'],
    [blob, 'the order from the centre outwards'],
  ]
  const measured = parts.flatMap(([area, name]) => (area === null ? [] : [{ name, area, verdict: verdict(gain(area)) }]))
  if (measured.length === 0) return 'What an order without any knowledge reaches was not measured: the budget ended first.'
  const figures = measured.map(({ name, area }) => `${name} gets ${percent(area)}`).join(' and ')
  const verdicts = [...new Set(measured.map((control) => control.verdict))]
  const judged =
    verdicts.length === 1
      ? `${verdicts[0]!} ${measured.length === 1 ? 'that' : verdicts[0] === noBetter ? 'either' : 'both'}`
      : measured.map((control) => `${control.verdict} ${control.name}`).join(' and ')
  return `${better}: ${figures}, so this order is ${judged}.`
}

function verdict(gain: number): string {
  if (gain >= largeArea) return 'far better than'
  if (gain >= noticeableArea) return 'better than'
  return gain > -noticeableArea ? noBetter : 'worse than'
}
