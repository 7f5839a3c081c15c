import { describeTarget, rivalOf } from '../explanation/describe-target.ts'
import type { ExplanationBody } from '../explanation/document.ts'
import { shortLabel } from '../model/short-label.ts'

/** The two classes of a comparison by their short names; null when the target is one class. */
export function comparedClasses(body: ExplanationBody): readonly [target: string, rival: string] | null {
  const rival = rivalOf(body)
  return rival === null ? null : [shortLabel(body.target.label), rival]
}

/** What the numbers are: a probability, or of two compared classes the target's share of both. */
export function describeScore(body: ExplanationBody): string {
  const compared = comparedClasses(body)
  return compared ? `${compared[0]}, as a share of ${compared[0]} and ${compared[1]}` : `probability of ${describeTarget(body)}`
}
