import {
  type Classifier,
  type EvaluateOptions,
  type Evaluation,
  type Explanation,
  evaluate,
  findClass,
  fitMap,
  type Kernels,
  readMapFile,
  readPicture,
  shortLabel,
  type Warning,
} from '@telltale/core'
import { mapOf } from '../output/map-npy.ts'
import { createProgress } from '../output/progress.ts'
import { readDocument } from '../replaying/read-document.ts'
import { reportWarnings } from '../report.ts'
import { resolveIn, type Terminal } from '../terminal.ts'
import type { Agreements } from './agreements.ts'
import type { FoundJudged } from './find-judged.ts'
import { findPicture } from './find-picture.ts'
import type { OpenModels } from './open-models.ts'
import type { EvaluateSettings } from './settings.ts'
import { type FindTruth, openTruths } from './truths.ts'

/** Everything that stays open from one map to the next. */
export interface Tools {
  readonly terminal: Terminal
  readonly settings: EvaluateSettings
  readonly kernels: Kernels
  readonly models: OpenModels
  /** Opened with the first model, whose class names it is read with. */
  truths: FindTruth | null
  readonly agreements: Agreements
}

/** What became of one document or map. */
export interface Evaluated {
  readonly evaluation: Evaluation
  /** The map that was judged, in the size of the frame. */
  readonly map: () => Float32Array
}

/** Reads a document or a map with its picture, and measures it. Throws what reading, opening and measuring throw. */
export async function evaluateOne(tools: Tools, judged: FoundJudged): Promise<Evaluated> {
  const { terminal, settings, kernels, models } = tools
  const { metrics, options, mapOptions, json } = settings
  const document = judged.kind === 'document' ? await readDocument(judged.path, judged.name) : null
  const place = await findPicture(judged, document, settings.picture === null ? null : resolveIn(terminal, settings.picture))
  const what = document ?? (await readMapFile(judged.path))
  const picture = await readPicture(place)
  const model = await models.of(judged, document)
  if (settings.truth !== null) tools.truths ??= await openTruths(terminal, resolveIn(terminal, settings.truth), model.info.labels)
  const object = await tools.truths?.(place, picture, wantedClass(document, mapOptions.target, model))
  const progress = createProgress(terminal, judged.name)
  const evaluation = await evaluate(model, picture, what, metrics, {
    ...options,
    ...(document === null && mapOptions),
    ...(object && { truth: object.truth }),
    kernels,
    signal: terminal.signal,
    onProgress: progress.show,
  }).finally(progress.close)
  const warnings = [...picture.warnings, ...evaluation.body.warnings, ...objectWarnings(object?.class ?? null, evaluation, model)]
  if (!json) await reportWarnings(terminal, warnings, judged.name)
  const map = (): Float32Array => ('schema' in what ? mapOf(what) : fitMap(what, model.frame(picture), picture).values)
  return { evaluation, map }
}

/** The class that the map is about, as far as it is known before it is measured. */
function wantedClass(document: Explanation | null, target: EvaluateOptions['target'], { info }: Classifier): number | null {
  if (document !== null) return document.body.target.class
  return target === undefined || target === 'top1' || target === 'truth' ? null : findClass(info.labels, target)
}

/** A map may be held against the object of another class than it explains: that is said. */
function objectWarnings(shown: number | null, { body }: Evaluation, { info }: Classifier): readonly Warning[] {
  if (shown === null || shown === body.target.class) return []
  const [object, explained] = [shown, body.target.class].map((index) => shortLabel(info.labels[index] ?? String(index)))
  return [{ code: 'TRUTH_OTHER_CLASS', message: `The object is of the class "${object}", the map about "${explained}".` }]
}
