import type { AnswerFacts } from '../answer/wording.ts'
import { describeBaseline } from '../image/baseline.ts'
import { shortLabel } from '../model/short-label.ts'
import type { Explanation, ExplanationCurve } from './document.ts'

/** What a document lets one say of its answer, for `answerSentences`. `label` names the target in the sentences. */
export function answerFacts({ body }: Explanation, label = shortLabel(body.target.label)): AnswerFacts {
  const { answer, scores, regions } = body
  const second = answer?.secondOpinion?.baseline
  return {
    label,
    targetIsPredicted: body.target.class === scores.predicted && body.target.against === undefined,
    whole: scores.picture,
    regions: regions.count,
    baseline: describeBaseline(body.baseline),
    secondBaseline: second?.kind === 'blur' ? 'a blurred background' : second ? describeBaseline(second) : '',
    threshold: answer?.rule.threshold ?? 0,
    answer: answer && {
      regions: answer.regions.length,
      share: answer.share,
      kept: answer.kept,
      irreducible: answer.irreducible,
      holds: answer.secondOpinion?.holds ?? null,
    },
    peak: peakOf(body.curves.insertion),
    flip: answer?.flip
      ? {
          regions: answer.flip.regions.length,
          label: shortLabel(answer.flip.label),
          probability: answer.flip.probability,
          irreducible: answer.flip.irreducible,
          holds: answer.flip.holds,
        }
      : null,
  }
}

/** The first prefix with the largest measured probability; null when none was measured. */
function peakOf({ score }: ExplanationCurve): AnswerFacts['peak'] {
  let peak: AnswerFacts['peak'] = null
  for (let size = 1; size < score.length; size++) {
    const probability = score[size]
    if (typeof probability === 'number' && (!peak || probability > peak.probability)) peak = { regions: size, probability }
  }
  return peak
}
