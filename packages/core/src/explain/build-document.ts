import type { FoundAnswer } from '../answer/find-answer.ts'
import type { Target } from '../evaluator/mask-evaluator.ts'
import { attributionToJson, numbersToJson } from '../explanation/attribution-json.ts'
import type { Explanation, ExplanationAnswer, ExplanationBody } from '../explanation/document.ts'
import type { Picture } from '../image/picture.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { areaUnderCurve } from '../math/area-under-curve.ts'
import type { PreparedMethod } from '../methods/registry.ts'
import { risingGains } from '../metrics/rising-gains.ts'
import type { Classifier } from '../model/classifier.ts'
import { encodeRuns } from '../regions/runs.ts'
import { version } from '../version.ts'
import type { Findings } from './investigate.ts'
import type { ExplainOptions, ExplainSettings } from './settings.ts'
import type { Stage } from './stage.ts'

interface DocumentParts {
  readonly model: Classifier
  readonly picture: Picture
  readonly stage: Stage
  readonly kernels: Kernels
  readonly method: PreparedMethod
  readonly target: Target
  readonly settings: ExplainSettings
  readonly options: ExplainOptions
  readonly findings: Findings
  readonly milliseconds: { readonly total: number; readonly prepare: number }
  readonly startedAt: Date
}

/** Writes down what was asked, found and spent. */
export function buildDocument(parts: DocumentParts): Explanation {
  return { schema: 'telltale/1', body: buildBody(parts), run: buildRun(parts) }
}

function buildBody({
  model,
  picture,
  stage,
  kernels,
  method,
  target,
  settings,
  options,
  findings,
}: DocumentParts): ExplanationBody {
  const { info } = model
  const { frame, regions } = stage
  const { share, insertion, deletion } = findings.curves
  return {
    model: {
      sha256: info.sha256,
      name: info.name,
      opset: info.opset,
      preprocess: mutable(info.preprocess),
      preprocessFrom: info.preprocessFrom,
      output: info.output,
      link: info.link,
      classes: info.classes,
    },
    picture: {
      sha256: picture.sha256,
      name: picture.name,
      width: picture.width,
      height: picture.height,
      frame: { source: frame.source, width: frame.width, height: frame.height },
    },
    target: {
      class: target.class,
      label: target.label ?? String(target.class),
      ...(target.against === undefined ? {} : { against: target.against }),
      why: options.why ?? (options.target === undefined || options.target === 'top1' ? 'predicted' : 'given'),
    },
    method: {
      name: method.name,
      parameters: { ...method.parameters, threshold: settings.threshold, budget: settings.budget },
      version: method.version,
    },
    baseline: mutable(settings.baseline),
    seed: settings.seed,
    threads: model.threads,
    backend: `${kernels.backend} kernels, ${model.runtime.name} ${model.runtime.device}`,
    regions: {
      kind: regions.kind,
      requested: settings.regions,
      count: regions.count,
      rows: regions.height,
      runs: encodeRuns(regions),
    },
    attribution: attributionToJson(findings.attribution),
    scores: {
      picture: findings.whole.probability,
      baseline: findings.blank.probability,
      predicted: stage.predicted,
      top: topClasses(stage.classes, info.labels),
    },
    answer: findings.answer && buildAnswer(findings.answer, target, findings, stage, settings, info.labels),
    curves: {
      insertion: { share: [...share], score: numbersToJson(insertion) },
      deletion: { share: [...share], score: numbersToJson(deletion) },
    },
    trust: {
      insertion: numberOrNull(areaUnderCurve(share, insertion)),
      deletion: numberOrNull(areaUnderCurve(share, deletion)),
      random: {
        insertion: numberOrNull(findings.random.insertion),
        deletion: numberOrNull(findings.random.deletion),
        points: findings.random.points,
      },
      rising: { ...risingGains(insertion, deletion) },
      batchConsistent: model.batchConsistent,
    },
    warnings: [...info.warnings, ...picture.warnings, ...findings.warnings].map(({ code, message }) => ({ code, message })),
  }
}

function buildAnswer(
  answer: FoundAnswer,
  target: Target,
  findings: Findings,
  stage: Stage,
  settings: ExplainSettings,
  labels: readonly string[],
): ExplanationAnswer {
  const { flip } = answer
  // Between two classes the decision can only turn to the other one, whatever a third would get.
  const turnsTo = target.against ?? flip?.score.predicted ?? target.class
  return {
    rule: { threshold: settings.threshold },
    regions: [...answer.regions],
    share: answer.share,
    kept: answer.kept.probability,
    top: findings.keptClasses ? topClasses(findings.keptClasses, labels) : [],
    reference: answer.reference,
    irreducible: answer.irreducible,
    secondOpinion: answer.secondOpinion && {
      baseline: mutable(stage.second),
      kept: answer.secondOpinion.kept.probability,
      holds: answer.secondOpinion.holds,
    },
    flip: flip && {
      regions: [...flip.regions],
      share: flip.share,
      class: turnsTo,
      label: labels[turnsTo] ?? String(turnsTo),
      probability: flip.score.top,
      top: findings.flippedClasses ? topClasses(findings.flippedClasses, labels) : [],
      irreducible: flip.irreducible,
      holds: flip.holds,
    },
    prefix: { ...answer.prefix },
  }
}

function buildRun({ model, stage, findings, milliseconds, startedAt }: DocumentParts): Explanation['run'] {
  const spent = stage.opened.map((evaluator) => evaluator.spent)
  const sum = (read: (cost: (typeof spent)[number]) => number): number => spent.reduce((total, cost) => total + read(cost), 0)
  const parts = {
    mask: sum((c) => c.milliseconds.mask),
    model: sum((c) => c.milliseconds.model),
    read: sum((c) => c.milliseconds.read),
  }
  return {
    telltale: version,
    runtime: model.runtime.name,
    device: model.runtime.device,
    batch: [...new Set(stage.opened.flatMap((evaluator) => evaluator.shapes))].sort((a, b) => a - b),
    startedAt: startedAt.toISOString(),
    milliseconds: {
      ...milliseconds,
      ...parts,
      /** All that is neither masking, model nor readout: frame, regions, search, answer. */
      other: milliseconds.total - parts.mask - parts.model - parts.read,
    },
    forwards: sum((cost) => cost.forwards),
    memoHits: sum((cost) => cost.memoHits),
    complete: findings.complete,
  }
}

/** Classes listed with their probabilities: the five that people compare. */
const listedClasses = 5

function topClasses(
  probabilities: Float32Array,
  labels: readonly string[],
): { class: number; label: string; probability: number }[] {
  const order = Uint32Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
  return Array.from(order.subarray(0, listedClasses), (index) => ({
    class: index,
    label: labels[index] ?? String(index),
    probability: Math.min(1, probabilities[index]!),
  }))
}

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

type Mutable<T> = T extends readonly (infer U)[]
  ? number extends T['length']
    ? Mutable<U>[]
    : { -readonly [K in keyof T]: Mutable<T[K]> }
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T

/** A deep copy whose type the schema accepts. */
function mutable<T>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>
}
