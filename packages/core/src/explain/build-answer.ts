import type { FoundAnswer } from '../answer/find-answer.ts'
import type { ExplanationAnswer } from '../explanation/document.ts'
import type { Baseline } from '../image/baseline.ts'
import type { Findings } from './investigate.ts'
import { mutable } from './mutable.ts'
import type { ResolvedTarget } from './resolve-targets.ts'
import { topClasses } from './top-classes.ts'

interface AnswerParts {
  readonly answer: FoundAnswer
  readonly target: ResolvedTarget
  readonly findings: Findings
  readonly second: Baseline
  readonly threshold: number
  readonly labels: readonly string[]
}

/** The answer as the document keeps it. */
export function buildAnswer({ answer, target, findings, second, threshold, labels }: AnswerParts): ExplanationAnswer {
  return {
    rule: { threshold },
    regions: [...answer.regions],
    share: answer.share,
    kept: answer.kept.probability,
    top: findings.keptClasses ? topClasses(findings.keptClasses, labels) : [],
    reference: answer.reference,
    irreducible: answer.irreducible,
    secondOpinion: answer.secondOpinion && {
      baseline: mutable(second),
      kept: answer.secondOpinion.kept.probability,
      holds: answer.secondOpinion.holds,
    },
    others: { found: answer.others.found, core: [...answer.others.core] },
    ...(answer.second && { second: buildSecond(answer.second) }),
    flip: buildFlip(answer, target, findings, labels),
    prefix: { ...answer.prefix },
  }
}

function buildSecond({ rest, set }: NonNullable<FoundAnswer['second']>): NonNullable<ExplanationAnswer['second']> {
  return {
    rest: { kept: rest.kept.probability, holds: rest.holds },
    set: set && { regions: [...set.regions], share: set.share, kept: set.kept.probability, irreducible: set.irreducible },
  }
}

function buildFlip(
  { flip }: FoundAnswer,
  target: ResolvedTarget,
  findings: Findings,
  labels: readonly string[],
): ExplanationAnswer['flip'] {
  if (!flip) return null
  // Between two classes the decision can only turn to the other one, which has the rest of the two's probability.
  const turnsTo = target.against ?? flip.score.predicted
  return {
    regions: [...flip.regions],
    share: flip.share,
    class: turnsTo,
    label: labels[turnsTo] ?? String(turnsTo),
    probability: target.against === undefined ? flip.score.top : 1 - flip.score.probability,
    top: findings.flippedClasses ? topClasses(findings.flippedClasses, labels) : [],
    irreducible: flip.irreducible,
    holds: flip.holds,
  }
}
