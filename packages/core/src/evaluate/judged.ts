import { TelltaleError } from '../errors.ts'
import { resolveTarget } from '../explain/resolve-targets.ts'
import { resolveSettings } from '../explain/settings.ts'
import type { Attribution } from '../explanation/attribution.ts'
import { attributionFromJson } from '../explanation/attribution-json.ts'
import type { Explanation } from '../explanation/document.ts'
import { replayOptions } from '../explanation/replay.ts'
import type { Baseline } from '../image/baseline.ts'
import { isSameSize } from '../image/frame-box.ts'
import type { Picture } from '../image/picture.ts'
import { givenMap } from '../methods/given/given.ts'
import { type PreparedMethod, prepareMethod } from '../methods/registry.ts'
import type { Classifier, Frame, Warning } from '../model/classifier.ts'
import { createRegions } from '../regions/create-regions.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { decodeRuns } from '../regions/runs.ts'
import { fitMap, type SaliencyMap } from '../regions/saliency-map.ts'
import type { EvaluateOptions, Judged } from './options.ts'

/** What is judged, made ready: where the map comes from, and what it is a map of. */
export interface ResolvedJudged {
  readonly regions: RegionMap
  readonly baseline: Baseline
  readonly seed: number
  /** Null: the class that the model says. */
  readonly target: JudgedTarget | null
  readonly method: PreparedMethod
  /** Whether the method can be run again on another picture or class: a map from elsewhere cannot. */
  readonly canRepeat: boolean
  /** Null: the method is to be run. */
  readonly attribution: Attribution | null
  readonly warnings: readonly Warning[]
}

/** Which number the map is about, with the names of its classes. */
export interface JudgedTarget {
  readonly class: number
  readonly label: string
  readonly against?: number
  readonly againstLabel?: string
}

/**
 * Reads off what is judged and from the options what is to be measured. Throws USAGE_* for options that contradict a document, MAP_UNREADABLE for a
 * map that is none, and USAGE_PARAMETER for a document about another picture or frame.
 */
export function resolveJudged(
  judged: Judged,
  options: EvaluateOptions,
  { model, frame, picture }: { readonly model: Classifier; readonly frame: Frame; readonly picture: Picture },
): ResolvedJudged {
  if ('schema' in judged) return ofDocument(judged, options, model, frame, picture)
  const { baseline, seed, regions } = resolveSettings({
    ...(options.baseline && { baseline: options.baseline }),
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.regions !== undefined && { regions: options.regions }),
  })
  const isMap = 'values' in judged
  const method = isMap ? givenMap(fitMap(judged, frame, picture).values) : prepareMethod(judged.method, judged.parameters ?? {})
  const shared = { baseline, seed, regions: createRegions(frame, regions, picture), target: targetOf(options, model) }
  return { ...shared, method, canRepeat: !isMap, attribution: null, warnings: isMap ? sizeWarnings(judged, frame, picture) : [] }
}

/** A map of neither size may be one of fewer values, as CAMs give, or of something else. */
function sizeWarnings(map: SaliencyMap, frame: Frame, picture: Picture): readonly Warning[] {
  if (isSameSize(map, frame) || isSameSize(map, picture)) return []
  const [own, seen, whole] = [map, frame, picture].map(({ width, height }) => `${width}x${height}`)
  const message = `The map has ${own} values, neither the size of the frame (${seen}) nor that of the picture (${whole}): it is stretched over the frame.`
  return [{ code: 'MAP_STRETCHED', message }]
}

function targetOf({ target = 'top1', against }: EvaluateOptions, { info }: Classifier): JudgedTarget | null {
  // The class that the model says is not known yet; -1 is no class, so that nothing is mistaken for it.
  return target === 'top1' && against === undefined
    ? null
    : resolveTarget(target, against === undefined ? {} : { against }, info.labels, -1)
}

function ofDocument(
  document: Explanation,
  options: EvaluateOptions,
  model: Classifier,
  frame: Frame,
  picture: Picture,
): ResolvedJudged {
  const { body } = document
  for (const name of ['target', 'against', 'regions'] as const) if (options[name] !== undefined) throw ofTheDocument(name)
  if (body.picture.sha256.pixels !== picture.sha256.pixels) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The document is about other pixels ("${body.picture.name}") than "${picture.name}".`,
      'Give the picture that was explained.',
      { file: picture.name, value: picture.sha256.pixels, limit: body.picture.sha256.pixels },
    )
  }
  const { width, height } = body.picture.frame
  if (width !== frame.width || height !== frame.height) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The document is about a frame of ${width}x${height} pixels; this model sees ${frame.width}x${frame.height}.`,
      'Give a model that sees the picture in the same size.',
      { value: `${frame.width}x${frame.height}`, limit: `${width}x${height}` },
    )
  }
  const { target } = body
  requireClass(target.class, model)
  if (target.against !== undefined) requireClass(target.against, model)
  const replay = replayOptions(document)
  const { regions } = body
  const isGiven = body.method.name === 'given'
  const attribution = attributionFromJson(body.attribution)
  return {
    regions: decodeRuns(regions.runs, width, height, regions.count, regions.kind),
    baseline: options.baseline ?? body.baseline,
    seed: options.seed ?? body.seed,
    target: {
      class: target.class,
      label: target.label,
      ...(target.against !== undefined && { against: target.against, againstLabel: target.againstLabel ?? '' }),
    },
    method:
      isGiven && attribution.kind === 'map' ? givenMap(attribution.values) : prepareMethod(body.method.name, replay.parameters),
    canRepeat: !isGiven,
    attribution,
    warnings: warningsOf(document, model),
  }
}

function warningsOf({ body }: Explanation, { info }: Classifier): readonly Warning[] {
  if (body.model.sha256 === info.sha256) return []
  const message = `The map was made with another model ("${body.model.name}") than it is measured with ("${info.name}").`
  return [{ code: 'MODEL_OTHER', message }]
}

function requireClass(index: number, { info }: Classifier): void {
  if (index < info.classes) return
  throw new TelltaleError(
    'USAGE_CLASS_UNKNOWN',
    `The document explains class ${index}; this model has the classes 0 to ${info.classes - 1}.`,
    'Give the model that was explained.',
    { value: index, limit: info.classes - 1 },
  )
}

function ofTheDocument(name: string): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `"${name}" is what the document says, so it says nothing beside it.`,
    `Leave "${name}" out, or judge a map or a method instead of the document.`,
    { value: name },
  )
}
