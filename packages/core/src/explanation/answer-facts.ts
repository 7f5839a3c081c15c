import type { AnswerFacts, AnswerSetFacts, FlipFacts, OtherOrderFacts } from '../answer/facts.ts'
import { describeBaseline } from '../image/baseline.ts'
import { shortLabel } from '../model/short-label.ts'
import { rivalOf } from './describe-target.ts'
import type { Explanation, ExplanationAnswer, ExplanationBody, ExplanationCurve } from './document.ts'

/**
 * What a document lets one say of its answer, for `answerSentences`. `label` names the target in the sentences, unless it is compared with
 * another class: then both have their names.
 */
export function answerFacts({ body }: Explanation, label = shortLabel(body.target.label)): AnswerFacts {
  const { answer, scores, regions, warnings } = body
  const second = answer?.secondOpinion?.baseline
  const rival = rivalOf(body)
  const warned = (code: string): boolean => warnings.some((warning) => warning.code === code)
  return {
    label: rival === null ? label : shortLabel(body.target.label),
    rival,
    targetIsPredicted: rival === null ? body.target.class === scores.predicted : scores.picture >= 0.5,
    whole: scores.picture,
    regions: regions.count,
    baseline: describeBaseline(body.baseline),
    secondBaseline: second?.kind === 'blur' ? 'a blurred background' : second ? describeBaseline(second) : '',
    constant: warned('SCORE_CONSTANT'),
    blankIsTarget: warned('SCORE_BASELINE') || (sharesAreOfOne(body) && scores.baseline > 0.5),
    threshold: answer?.rule.threshold ?? 0,
    answer: answer && setFacts(answer),
    otherOrder: answer && otherOrder(body, answer),
    peak: peakOf(body.curves.insertion),
    flip: answer?.flip ? flipFacts(answer.flip) : null,
    ...(warned('ANSWER_SHORTENED') && { shortened: true }),
  }
}

/** Whether no other class can have more than half once the target has: not where every class has a probability of its own. */
function sharesAreOfOne({ model, target }: ExplanationBody): boolean {
  return model.link !== 'sigmoid' || target.against !== undefined
}

function setFacts({ regions, share, kept, irreducible, secondOpinion, others, second }: ExplanationAnswer): AnswerSetFacts {
  return {
    regions: regions.length,
    share,
    kept,
    irreducible,
    holds: secondOpinion?.holds ?? null,
    others: { found: others.found, core: others.core.length },
    second: second
      ? {
          restHolds: second.rest.holds,
          set: second.set && { regions: second.set.regions.length, share: second.set.share },
        }
      : null,
  }
}

function flipFacts({ regions, label, probability, irreducible, holds }: NonNullable<ExplanationAnswer['flip']>): FlipFacts {
  return { regions: regions.length, label: shortLabel(label), probability, irreducible, holds }
}

/** The prefix of a method that does not search sets itself. A curve of fewer points than prefixes cannot say how much a prefix covers. */
function otherOrder({ method, curves, regions }: ExplanationBody, { prefix }: ExplanationAnswer): OtherOrderFacts | null {
  if (method.name === 'submodular') return null
  const { share, score } = curves.insertion
  const covered = prefix.sufficient !== null && share.length === regions.count + 1 ? share[prefix.sufficient] : undefined
  return {
    method: method.name === 'given' ? 'the given map' : method.name,
    prefix: covered === undefined ? null : { regions: prefix.sufficient!, share: covered },
    complete: share.length === regions.count + 1 && !score.includes(null),
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
