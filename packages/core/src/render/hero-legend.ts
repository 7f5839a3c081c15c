import { percent } from '../answer/wording.ts'
import type { ExplanationAnswer, ExplanationBody } from '../explanation/document.ts'
import type { BorderStyle } from './draw-borders.ts'
import { formatCount } from './format.ts'
import type { LegendEntry } from './legend.ts'
import { isConstant, shownAnswer } from './shown-answer.ts'

/** How the borders on the hero differ: what every other set as small has too is drawn heavier, a second set apart from the answer dashed. */
export const heroBorders = {
  answer: { colour: 'keep', thickness: 3 },
  core: { colour: 'keep', thickness: 6.5 },
  second: { colour: 'second', thickness: 3, dashes: '9 6' },
} as const satisfies Readonly<Record<string, BorderStyle>>

/** Regions of the answer that all other sets as small share; none when no other set was found. */
export function coreRegions({ others }: ExplanationAnswer): readonly number[] {
  return others.found > 0 ? others.core : []
}

/** What the borders, the colours and the fading on the hero mean, where that needs saying. */
export function heroLegend(body: ExplanationBody): LegendEntry[] {
  const answer = shownAnswer(body)
  return [
    ...(answer ? [...describeCore(answer), ...describeSecond(answer)] : []),
    ...(answer || isConstant(body) || body.attribution.kind !== 'order' ? [] : [describeColours(body)]),
    ...describeCrop(body),
  ]
}

function describeCore(answer: ExplanationAnswer): LegendEntry[] {
  if (coreRegions(answer).length === 0) return []
  const { found } = answer.others
  const sets = found === 1 ? 'the one other set' : `all ${found} other sets`
  return [{ text: `Heavier: also in ${sets} as small that we found`, border: heroBorders.core }]
}

function describeSecond({ second }: ExplanationAnswer): LegendEntry[] {
  if (!second?.set) return []
  const { regions, share, kept } = second.set
  const text = `Dashed: a second set without any of these, ${formatCount(regions.length, 'region')}, ${percent(share)} of the picture, enough too (${percent(kept)})`
  return [{ text, border: heroBorders.second }]
}

function describeColours({ method }: ExplanationBody): LegendEntry {
  return { text: `Colours: what ${method.name} finds important, from violet (least) to yellow (most)`, border: null }
}

/** The fading outside the frame, unless the model saw the whole picture. */
export function describeCrop(body: ExplanationBody): LegendEntry[] {
  return seesWhole(body) ? [] : [{ text: "Faintest: what the model's crop leaves out", border: null }]
}

/** Whether the model saw the whole picture, but for less than a pixel. */
export function seesWhole({ picture }: ExplanationBody): boolean {
  const { source } = picture.frame
  return source.width >= picture.width - 1 && source.height >= picture.height - 1
}
