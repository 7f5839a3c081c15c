import { TelltaleError } from '../errors.ts'
import { resolveSettings } from '../explain/settings.ts'
import type { Attribution } from '../explanation/attribution.ts'
import { attributionFromJson } from '../explanation/attribution-json.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import { replayOptions } from '../explanation/replay.ts'
import { toMap } from '../explanation/to-map.ts'
import { givenMap } from '../methods/given/given.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import { prepareMethod } from '../methods/registry.ts'
import type { Classifier, Warning } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { decodeRuns } from '../regions/runs.ts'
import type { JudgedPlace, ResolvedJudged } from './judged.ts'
import type { EvaluateOptions } from './options.ts'

/** What a document says of its own map. Throws as `resolveJudged` does. */
export function resolveDocument(document: Explanation, options: EvaluateOptions, place: JudgedPlace): ResolvedJudged {
  const { body } = document
  requireFit(body, options, place)
  const { baseline, seed } = resolveSettings({
    baseline: options.baseline ?? body.baseline,
    seed: options.seed ?? body.seed,
    ...(options.memory !== undefined && { memory: options.memory }),
  })
  const { frame } = body.picture
  const regions = decodeRuns(body.regions.runs, frame.width, frame.height, body.regions.count, body.regions.kind)
  const attribution = attributionFromJson(body.attribution)
  const { class: index, label, against, againstLabel = '' } = body.target
  return {
    regions,
    baseline: { method: body.baseline, metrics: baseline },
    // Of a search that was run from two seeds, the document may show the second.
    seed: {
      method: body.trust.otherSeed?.shown === 'other' ? body.trust.otherSeed.seed : body.seed,
      metrics: seed,
    },
    target: { class: index, label, ...(against !== undefined && { against, againstLabel }) },
    ...methodOf(document, attribution, regions),
    attribution,
    warnings: modelWarnings(body, place.model),
  }
}

/** The method that made the map; where this version has no such method, one that only knows the map. */
function methodOf(
  document: Explanation,
  attribution: Attribution,
  regions: RegionMap,
): { readonly method: PreparedMethod; readonly cannotRepeat: string | null } {
  const { name, version, parameters } = document.body.method
  const map = { ...givenMap(toMap(attribution, regions, regions)), name, version, parameters }
  if (name === 'given') return { method: map, cannotRepeat: 'the map comes from elsewhere and cannot be made again' }
  try {
    const method = prepareMethod(name, replayOptions(document).parameters)
    if (method.version === version) return { method, cannotRepeat: null }
    return { method: map, cannotRepeat: `the map was made by version ${version} of ${name}, and this one is ${method.version}` }
  } catch (error) {
    if (!(error instanceof TelltaleError)) throw error
    return { method: map, cannotRepeat: `this version cannot make the map again (${error.message.replace(/\.$/, '')})` }
  }
}

function modelWarnings({ model }: ExplanationBody, { info }: Classifier): readonly Warning[] {
  if (model.sha256 === info.sha256) return []
  const message = `The map was made with another model ("${model.name}") than it is measured with ("${info.name}").`
  return [{ code: 'MODEL_OTHER', message }]
}

/** The options leave to the document what it says, and picture and model are such as it is about. */
function requireFit({ picture: explained, target }: ExplanationBody, options: EvaluateOptions, place: JudgedPlace): void {
  const { model, frame, picture } = place
  for (const name of ['target', 'against', 'regions'] as const) if (options[name] !== undefined) throw ofTheDocument(name)
  if (explained.sha256.pixels !== picture.sha256.pixels) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The document is about other pixels ("${explained.name}") than "${picture.name}".`,
      'Give the picture that was explained.',
      { file: picture.name, value: picture.sha256.pixels, limit: explained.sha256.pixels },
    )
  }
  const { width, height } = explained.frame
  if (width !== frame.width || height !== frame.height) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The document is about a frame of ${width}x${height} pixels; this model sees ${frame.width}x${frame.height}.`,
      'Give a model that sees the picture in the same size.',
      { value: `${frame.width}x${frame.height}`, limit: `${width}x${height}` },
    )
  }
  requireClass(target.class, model)
  if (target.against !== undefined) requireClass(target.against, model)
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
