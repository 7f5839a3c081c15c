import { percent } from '../answer/wording.ts'
import type { Explanation, ExplanationTrust } from '../explanation/document.ts'
import type { NamedMethod } from './compared-methods.ts'
import { formatScore, formatSeconds } from './format.ts'
import { shownAnswer } from './shown-answer.ts'

/** One figure of all compared methods. */
export interface MethodFigure {
  readonly name: string
  readonly better: 'higher' | 'lower'
  /** One for each method, in their order. */
  readonly values: readonly FigureValue[]
}

export interface FigureValue {
  readonly text: string
  /** What an order without any knowledge reaches in the same; null for figures that it does not have. */
  readonly controls: { readonly random: string; readonly blob: string } | null
  /** What else is to be said of the value, in a word or two. */
  readonly note: string
  /** None of the other methods has a better value, at the precision shown, and not all have the same. */
  readonly best: boolean
}

interface Measured {
  /** Rounded as it is shown, so that what reads alike counts alike; null: not measured, or none. */
  readonly value: number | null
  readonly text: string
  readonly controls?: { readonly random: string; readonly blob: string }
  readonly note?: string
}

/** The figures of each method on this picture: how good its order is, how soon it is enough, its answer, and what it took. */
export function methodFigures(methods: readonly NamedMethod[]): MethodFigure[] {
  const figures: readonly (readonly [string, MethodFigure['better'], (document: Explanation) => Measured, boolean?])[] = [
    ['insertion', 'higher', ({ body }) => areaOf(body.trust, ({ insertion }) => insertion)],
    ['deletion', 'lower', ({ body }) => areaOf(body.trust, ({ deletion }) => deletion)],
    ['difference', 'higher', ({ body }) => areaOf(body.trust, differenceOf)],
    ['needed', 'lower', regionsNeeded],
    ['answer', 'lower', answerSize],
    ['forwards', 'lower', forwardsOf, true],
    ['time', 'lower', timeOf, true],
  ]
  return figures.map(([name, better, measure, isCost = false]) => {
    const measured = methods.map(({ explanation, classSensitive }) => {
      const figure = measure(explanation)
      // What does not look at the class costs nothing and is no bargain.
      return { ...figure, competes: figure.value !== null && (classSensitive || !isCost) }
    })
    return { name, better, values: markBest(measured, better) }
  })
}

/** Insertion minus deletion area; null where one of them was not measured. */
export function differenceOf({ insertion, deletion }: Pick<ExplanationTrust, 'insertion' | 'deletion'>): number | null {
  return insertion === null || deletion === null ? null : insertion - deletion
}

type Areas = Pick<ExplanationTrust, 'insertion' | 'deletion'>

function areaOf(trust: ExplanationTrust, read: (areas: Areas) => number | null): Measured {
  const value = read(trust)
  return {
    value: value === null ? null : Math.round(value * 100),
    text: formatScore(value),
    controls: { random: formatScore(read(trust.random)), blob: formatScore(read(trust.blob)) },
  }
}

function regionsNeeded({ body }: Explanation): Measured {
  const first = shownAnswer(body)?.prefix.sufficient ?? null
  return first === null
    ? { value: null, text: '–' }
    : { value: first, text: `${first}`, note: `of ${body.regions.count} regions` }
}

function answerSize({ body }: Explanation): Measured {
  const answer = shownAnswer(body)
  if (!answer) return { value: null, text: '–' }
  const { length } = answer.regions
  return { value: length, text: `${length}`, note: `${percent(answer.share)} of picture` }
}

/** Masks that another method had measured before are as much this method's cost. */
function forwardsOf({ run }: Explanation): Measured {
  const asked = run.forwards + run.memoHits
  return { value: asked, text: `${asked}`, note: run.memoHits > 0 ? `${run.memoHits} reused` : '' }
}

function timeOf({ run }: Explanation): Measured {
  const { total } = run.milliseconds
  return total === undefined ? { value: null, text: '–' } : { value: Math.round(total / 100), text: formatSeconds(total) }
}

function markBest(measured: readonly (Measured & { competes: boolean })[], better: MethodFigure['better']): FigureValue[] {
  const values = measured.flatMap(({ value, competes }) => (value !== null && competes ? [value] : []))
  const best = better === 'higher' ? Math.max(...values) : Math.min(...values)
  const decides = values.some((value) => value !== best)
  return measured.map(({ value, text, competes, controls = null, note = '' }) => ({
    text,
    controls,
    note,
    best: decides && competes && value === best,
  }))
}
