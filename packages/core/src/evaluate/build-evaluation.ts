import { mutable } from '../explain/mutable.ts'
import type { Spent } from '../explain/spent.ts'
import type { Picture } from '../image/picture.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Warning } from '../model/classifier.ts'
import { version } from '../version.ts'
import type { Evaluation, EvaluationMeasurement } from './evaluation.ts'
import type { ResolvedJudged } from './judged.ts'
import type { OpenJudged } from './open-judged.ts'

interface EvaluationParts {
  readonly opened: OpenJudged
  readonly resolved: ResolvedJudged
  readonly picture: Picture
  readonly kernels: Kernels
  /** Different values of the map. */
  readonly distinct: number
  readonly measurements: readonly EvaluationMeasurement[]
  readonly warnings: readonly Warning[]
  readonly spent: Spent
}

/** Writes down what was judged, measured and spent. */
export function buildEvaluation(parts: EvaluationParts): Evaluation {
  const { opened, resolved, picture, kernels, spent } = parts
  const { model, frame, regions } = opened.subject
  return {
    schema: 'telltale-evaluation/1',
    body: {
      model: { sha256: model.info.sha256, name: model.info.name },
      picture: {
        sha256: picture.sha256,
        name: picture.name,
        frame: { source: frame.source, width: frame.width, height: frame.height },
      },
      target: {
        class: opened.target.class,
        label: opened.target.label,
        ...(opened.target.against !== undefined && { against: opened.target.against }),
        ...(opened.target.againstLabel !== undefined && { againstLabel: opened.target.againstLabel }),
      },
      method: {
        name: resolved.method.name,
        parameters: { ...resolved.method.parameters },
        version: resolved.method.version,
      },
      baseline: mutable(resolved.baseline.metrics),
      seed: resolved.seed.metrics,
      regions: { kind: regions.kind, count: regions.count },
      distinct: parts.distinct,
      scores: { ...opened.scores },
      measurements: [...parts.measurements],
      warnings: parts.warnings.map(({ code, message }) => ({ code, message })),
    },
    run: {
      telltale: version,
      runtime: model.runtime.name,
      device: model.runtime.device,
      backend: kernels.backend,
      threads: model.threads,
      startedAt: spent.startedAt,
      milliseconds: spent.total,
      forwards: spent.cost.forwards,
      memoHits: spent.cost.memoHits,
    },
  }
}
