import { type Explanation, findClass } from '@telltale/core'

/** What the tables of a run say of one document, as far as the document tells. `null` = there is no such thing. */
export interface DocumentRow {
  /** The file's name in the picture's folder; null where documents are not saved. */
  readonly document: string | null
  readonly method: string
  readonly why: 'predicted' | 'given' | 'truth'
  readonly class: number
  readonly label: string
  /** Of the class, for the whole picture. */
  readonly probability: number
  readonly predicted: number
  readonly predictedLabel: string
  /** The class said to be the true one, and whether the model says so too. */
  readonly truth: number | null
  readonly truthLabel: string | null
  readonly right: boolean | null
  readonly regions: number
  /** Regions of the answer, the share of the frame they take, and the probability with nothing else shown. */
  readonly answerRegions: number | null
  readonly share: number | null
  readonly kept: number | null
  /** Whether the answer holds on the second baseline. */
  readonly holds: boolean | null
  /** The class that hiding a few regions leads to. */
  readonly flip: string | null
  readonly insertion: number | null
  readonly deletion: number | null
  readonly forwards: number
  readonly milliseconds: number
  /** Within the runtime. */
  readonly modelMilliseconds: number
  readonly complete: boolean
  /** Codes, with spaces between. */
  readonly warnings: string
}

/** The row of a document. `labels` are the model's, `truth` is what was said of the picture. */
export function rowOf(
  { body, run }: Explanation,
  document: string | null,
  labels: readonly string[],
  truth: number | string | null,
): DocumentRow {
  const { answer, scores, target, trust } = body
  const truthClass = truth === null ? null : findClass(labels, truth)
  return {
    document,
    method: body.method.name,
    why: target.why,
    class: target.class,
    label: target.label,
    probability: scores.picture,
    predicted: scores.predicted,
    predictedLabel: labels[scores.predicted]!,
    truth: truthClass,
    truthLabel: truthClass === null ? null : labels[truthClass]!,
    right: truthClass === null ? null : truthClass === scores.predicted,
    regions: body.regions.count,
    answerRegions: answer?.regions.length ?? null,
    share: answer?.share ?? null,
    kept: answer?.kept ?? null,
    holds: answer?.secondOpinion?.holds ?? null,
    flip: answer?.flip?.label ?? null,
    insertion: trust.insertion,
    deletion: trust.deletion,
    forwards: run.forwards,
    milliseconds: run.milliseconds['total'] ?? 0,
    modelMilliseconds: run.milliseconds['model'] ?? 0,
    complete: run.complete,
    warnings: body.warnings.map(({ code }) => code).join(' '),
  }
}
