import { median } from '@telltale/core'
import type { Report, ReportRow } from './report-row.ts'

/** What a run amounts to, in numbers. `null` = there is nothing to tell it from. */
export interface RunFacts {
  readonly pictures: number
  readonly done: number
  /** Pictures that failed, by code, the most frequent first. */
  readonly failures: readonly Counted[]
  /** Pictures whose true class is known, and those of them that the model gets right. */
  readonly known: number
  readonly right: number
  readonly explanations: number
  readonly answers: AnswerFacts | null
  readonly insertion: number | null
  readonly deletion: number | null
  readonly forwards: number
  readonly milliseconds: number
  /** Explanations that carry a warning, by code, the most frequent first. */
  readonly warnings: readonly Counted[]
  readonly missing: readonly string[]
  readonly damaged: readonly string[]
  readonly withoutPicture: readonly string[]
}

export interface Counted {
  readonly code: string
  readonly count: number
}

/** Medians over all explanations that have an answer. */
interface AnswerFacts {
  readonly count: number
  readonly regions: number
  /** Regions that a picture was divided into. */
  readonly of: number
  readonly share: number
  /** Answers that were tried on a second background, and those that hold there. */
  readonly tried: number
  readonly hold: number
}

/** Counts what a run did. Equal pictures under several names count each; a picture with several explanations counts once. */
export function factsOf({ rows, withoutPicture }: Report): RunFacts {
  const byPicture = new Map(rows.map((row) => [row.picture, row]))
  const pictures = [...byPicture.values()]
  const failed = pictures.filter(({ status }) => status === 'failed')
  const known = pictures.filter(({ right }) => typeof right === 'boolean')
  const explanations = rows.filter(({ status }) => status === 'done')
  const documents = [...new Map(explanations.map((row) => [row.document ?? row, row])).values()]
  const named = (state: ReportRow['state']): readonly string[] => [
    ...new Set(rows.flatMap((row) => (row.state === state ? [row.document!] : []))),
  ]
  return {
    pictures: pictures.length,
    done: pictures.length - failed.length,
    failures: counted(failed.map(({ error }) => error ?? 'INTERNAL')),
    known: known.length,
    right: known.filter(({ right }) => right === true).length,
    explanations: explanations.length,
    answers: answersOf(explanations),
    insertion: middle(explanations.map(({ insertion }) => insertion)),
    deletion: middle(explanations.map(({ deletion }) => deletion)),
    // What equal pictures share was spent once.
    forwards: sum(documents.map(({ forwards }) => forwards)),
    milliseconds: sum(documents.map(({ milliseconds }) => milliseconds)),
    warnings: counted(explanations.flatMap(({ warnings }) => [...new Set((warnings ?? '').split(' ').filter(Boolean))])),
    missing: named('missing'),
    damaged: named('damaged'),
    withoutPicture,
  }
}

function answersOf(explanations: readonly ReportRow[]): AnswerFacts | null {
  const answers = explanations.filter(({ share }) => typeof share === 'number')
  if (answers.length === 0) return null
  const tried = answers.filter(({ holds }) => typeof holds === 'boolean')
  return {
    count: answers.length,
    regions: middle(answers.map(({ answerRegions }) => answerRegions)) ?? 0,
    of: middle(answers.map(({ regions }) => regions)) ?? 0,
    share: middle(answers.map(({ share }) => share)) ?? 0,
    tried: tried.length,
    hold: tried.filter(({ holds }) => holds === true).length,
  }
}

function middle(values: readonly (number | null | undefined)[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number')
  return numbers.length === 0 ? null : median(numbers)
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}

function counted(codes: readonly string[]): readonly Counted[] {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return Array.from(counts, ([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}
