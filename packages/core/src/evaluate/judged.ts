import { TelltaleError } from '../errors.ts'
import type { Target } from '../evaluator/mask-evaluator.ts'
import type { WantedTarget } from '../explain/options.ts'
import { resolveSettings } from '../explain/settings.ts'
import type { Attribution } from '../explanation/attribution.ts'
import type { Baseline } from '../image/baseline.ts'
import { isSameSize } from '../image/frame-box.ts'
import type { Picture } from '../image/picture.ts'
import { givenMap } from '../methods/given/given.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import { prepareMethod } from '../methods/registry.ts'
import type { Classifier, Frame, Warning } from '../model/classifier.ts'
import { createRegions } from '../regions/create-regions.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { fitMap, type SaliencyMap } from '../regions/saliency-map.ts'
import { resolveDocument } from './judged-document.ts'
import type { EvaluateOptions, Judged } from './options.ts'

/** What is judged, made ready: where the map comes from, and what it is a map of. */
export interface ResolvedJudged {
  readonly regions: RegionMap
  /** What the method hides with, and what metrics do. */
  readonly baseline: { readonly method: Baseline; readonly metrics: Baseline }
  /** From which the method draws, and from which metrics do. */
  readonly seed: { readonly method: number; readonly metrics: number }
  /** Classes as they are, or as somebody asked for them: what the model says is not known yet. */
  readonly target: JudgedTarget | { readonly wanted: WantedTarget; readonly against: number | string | undefined }
  readonly method: PreparedMethod
  /** Why the method cannot be run again on another picture or class; null where it can. */
  readonly cannotRepeat: string | null
  /** Null: the method is to be run. */
  readonly attribution: Attribution | null
  readonly warnings: readonly Warning[]
}

/** Which number the map is about, with the names of its classes. */
export interface JudgedTarget extends Target {
  readonly label: string
  readonly againstLabel?: string
}

/** Where the map is measured. */
export interface JudgedPlace {
  readonly model: Classifier
  readonly frame: Frame
  readonly picture: Picture
}

/**
 * Reads off what is judged and from the options what is to be measured. Throws USAGE_* for options out of range or that contradict a document,
 * MAP_UNREADABLE for a map that is none, and USAGE_PARAMETER for a document about another picture or frame.
 */
export function resolveJudged(judged: Judged, options: EvaluateOptions, place: JudgedPlace): ResolvedJudged {
  checkBudget(options.budget)
  if ('schema' in judged) return resolveDocument(judged, options, place)
  const { frame, picture } = place
  const { baseline, seed, regions } = resolveSettings({
    ...(options.baseline && { baseline: options.baseline }),
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.regions !== undefined && { regions: options.regions }),
    ...(options.memory !== undefined && { memory: options.memory }),
  })
  const shared = {
    regions: createRegions(frame, regions, picture),
    baseline: { method: baseline, metrics: baseline },
    seed: { method: seed, metrics: seed },
    target: { wanted: options.target ?? 'top1', against: options.against },
    attribution: null,
  }
  if (!('values' in judged))
    return { ...shared, method: prepareMethod(judged.method, judged.parameters ?? {}), cannotRepeat: null, warnings: [] }
  return {
    ...shared,
    method: givenMap(fitMap(judged, frame, picture).values),
    cannotRepeat: 'the map comes from elsewhere and cannot be made again',
    warnings: sizeWarnings(judged, frame, picture),
  }
}

/** A map of neither size may be one of fewer values, as CAMs give, or of something else. */
function sizeWarnings(map: SaliencyMap, frame: Frame, picture: Picture): readonly Warning[] {
  if (isSameSize(map, frame) || isSameSize(map, picture)) return []
  const [own, seen, whole] = [map, frame, picture].map(({ width, height }) => `${width}x${height}`)
  const message = `The map has ${own} values, neither the size of the frame (${seen}) nor that of the picture (${whole}): it is stretched over the frame.`
  return [{ code: 'MAP_STRETCHED', message }]
}

function checkBudget(budget: number | undefined): void {
  if (budget === undefined || (Number.isInteger(budget) && budget > 0)) return
  throw new TelltaleError('USAGE_PARAMETER', `"budget" is ${budget}.`, 'Give a whole number of forwards, 1 at least.', {
    value: budget,
    limit: 1,
  })
}
