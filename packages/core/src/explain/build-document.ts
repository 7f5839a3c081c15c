import { attributionToJson, numberOrNull, numbersToJson } from '../explanation/attribution-json.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import type { Picture } from '../image/picture.ts'
import { nameOfLayer } from '../methods/activation/layer-parameter.ts'
import { highestWithin } from '../metrics/highest-within.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import type { RegionSource } from '../regions/create-regions.ts'
import { encodeRuns } from '../regions/runs.ts'
import { version } from '../version.ts'
import { buildAnswer } from './build-answer.ts'
import { buildTrust } from './build-trust.ts'
import type { Findings } from './investigate.ts'
import { mutable } from './mutable.ts'
import type { Spent } from './spent.ts'
import type { TargetContext } from './target-context.ts'
import { topClasses } from './top-classes.ts'

interface DocumentParts {
  readonly context: TargetContext
  readonly picture: Picture
  readonly findings: Findings
  readonly spent: Spent
}

/** Writes down what was asked, found and spent. */
export function buildDocument(parts: DocumentParts): Explanation {
  return { schema: 'telltale/1', body: buildBody(parts), run: buildRun(parts) }
}

function buildBody({ context, picture, findings }: DocumentParts): ExplanationBody {
  const { model, stage, target, settings, method, kernels } = context
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
      features: info.features,
      ...(info.attached !== null && { attached: mutable(info.attached) }),
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
      label: target.label,
      ...(target.against !== undefined && { against: target.against, againstLabel: target.againstLabel! }),
      why: target.why,
    },
    method: {
      name: method.name,
      parameters: {
        ...namingLayer(method.parameters, context.layer),
        threshold: settings.threshold,
        budget: Number.isFinite(context.limit) ? context.limit : null,
        checks: [...settings.checks],
      },
      version: method.version,
    },
    baseline: mutable(settings.baseline),
    seed: settings.seed,
    threads: model.threads,
    backend: `${kernels.backend} kernels, ${model.runtime.name} ${model.runtime.device}`,
    regions: {
      kind: regions.kind,
      requested: requestedOf(settings.regions) ?? regions.count,
      connected: isConnected(settings.regions),
      count: regions.count,
      rows: regions.height,
      runs: encodeRuns(regions),
    },
    attribution: attributionToJson(findings.attribution),
    ...(findings.statistics && { statistics: statisticsToJson(findings.statistics) }),
    scores: {
      picture: findings.whole.probability,
      baseline: findings.blank.probability,
      predicted: stage.predicted,
      top: topClasses(stage.classes, info.labels),
    },
    answer:
      findings.answer &&
      buildAnswer({
        answer: findings.answer,
        target,
        findings,
        second: stage.second,
        threshold: settings.threshold,
        labels: info.labels,
      }),
    curves: {
      insertion: { share: [...share], score: numbersToJson(insertion) },
      deletion: { share: [...share], score: numbersToJson(deletion) },
    },
    highest: highestWithin(findings.curves).map((highest) => ({ ...highest })),
    trust: buildTrust(findings, model.batchConsistent),
    warnings: [...info.warnings, ...picture.warnings, ...findings.warnings].map(({ code, message }) => ({ code, message })),
  }
}

function statisticsToJson(statistics: NonNullable<Findings['statistics']>): ExplanationBody['statistics'] {
  return Object.fromEntries(
    Object.entries(statistics).map(([name, value]) => [
      name,
      typeof value === 'number' ? numberOrNull(value) : numbersToJson(value),
    ]),
  )
}

function requestedOf(source: RegionSource): number | null {
  return 'count' in source ? source.count : null
}

function isConnected(source: RegionSource): boolean {
  return (source.kind === 'slico' || source.kind === 'seeds') && source.connectivity !== false
}

function buildRun({ context: { model, stage }, findings, spent }: DocumentParts): Explanation['run'] {
  const { mask, model: inside, read } = spent.cost.milliseconds
  return {
    telltale: version,
    runtime: model.runtime.name,
    device: model.runtime.device,
    batch: stage.shapes(),
    startedAt: spent.startedAt,
    milliseconds: {
      total: spent.total,
      prepare: spent.prepare,
      mask,
      model: inside,
      read,
      /** All that is neither masking, model nor readout: frame, regions, search, answer. */
      other: spent.total - mask - inside - read,
    },
    forwards: spent.cost.forwards,
    memoHits: spent.cost.memoHits,
    complete: findings.complete,
  }
}

/** Parameters with the layer that was read under its name: what `auto` stands for may change with the model file and the version. */
function namingLayer(
  parameters: Readonly<Record<string, unknown>>,
  suggested: SpatialLayer | null,
): Readonly<Record<string, unknown>> {
  const { layer } = parameters
  const isSuggested = typeof layer === 'string' && nameOfLayer(layer) === undefined
  return isSuggested && suggested !== null ? { ...parameters, layer: suggested.name } : parameters
}
