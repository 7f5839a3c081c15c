import { basename } from 'node:path'
import {
  createKernels,
  type Evaluation,
  evaluate,
  fitMap,
  type Kernels,
  readMapFile,
  readPicture,
  summariseEvaluations,
  TelltaleError,
} from '@telltale/core'
import { mapOf } from '../output/map-npy.ts'
import { createProgress } from '../output/progress.ts'
import { saveFiles } from '../output/save-files.ts'
import { readDocument } from '../replaying/read-document.ts'
import { exitCodeOf, exitCodes, reportError, reportWarnings } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { type Agreements, createAgreements } from './agreements.ts'
import { evaluationFiles, type JudgedRecord } from './evaluation-files.ts'
import { arrowsLine, evaluationLines, summaryLines } from './evaluation-lines.ts'
import type { FoundAllJudged, FoundJudged } from './find-judged.ts'
import { findPicture } from './find-picture.ts'
import { createOpenModels, type OpenModels } from './open-models.ts'
import type { EvaluateSettings } from './settings.ts'
import { type FindTruth, openTruths } from './truths.ts'

/** More than these are folded into one table; each of them is in the files of `--out`. */
const shownEach = 3

/** Everything that stays open from one map to the next. */
interface Tools {
  readonly terminal: Terminal
  readonly settings: EvaluateSettings
  readonly kernels: Kernels
  readonly models: OpenModels
  /** Opened with the first model, whose class names it is read with. */
  truths: FindTruth | null
  readonly agreements: Agreements
}

/** Judges what was found, one after another: what cannot be judged is named, and the next one follows. Returns the exit code. */
export async function evaluateFound(terminal: Terminal, found: FoundAllJudged, settings: EvaluateSettings): Promise<number> {
  const records: JudgedRecord[] = []
  for (const { name, error } of found.failures) {
    await reportError(terminal, error, name)
    records.push({ name, outcome: { code: error.code, message: error.message } })
  }
  const kernels = await createKernels(settings.backend)
  const models = createOpenModels(terminal, settings)
  const tools: Tools = { terminal, settings, kernels, models, truths: null, agreements: createAgreements() }
  let last: unknown = found.failures[0]?.error
  try {
    for (const judged of found.judged) {
      try {
        const { evaluation, map } = await evaluateOne(tools, judged)
        if (settings.agreement) tools.agreements.add(judged.name, evaluation, map())
        records.push({ name: judged.name, outcome: evaluation })
        if (settings.json) await writeLines(terminal.stdout, [JSON.stringify(evaluation)])
      } catch (error) {
        if (!concernsOne(error)) throw error
        await reportError(terminal, error, judged.name)
        records.push({ name: judged.name, outcome: { code: error.code, message: error.message } })
        last = error
      }
    }
  } finally {
    await models.dispose()
    kernels.dispose()
  }
  return await finish(tools, records, last)
}

interface Evaluated {
  readonly evaluation: Evaluation
  /** The map that was judged, in the size of the frame. */
  readonly map: () => Float32Array
}

async function evaluateOne(tools: Tools, judged: FoundJudged): Promise<Evaluated> {
  const { terminal, settings, kernels, models } = tools
  const { metrics, options, mapOptions, json } = settings
  const document = judged.kind === 'document' ? await readDocument(judged.path, judged.name) : null
  const place = await findPicture(judged, document, settings.picture === null ? null : resolveIn(terminal, settings.picture))
  const what = document ?? (await readMapFile(judged.path))
  const picture = await readPicture(place)
  const model = await models.of(judged, document)
  if (settings.truth !== null) tools.truths ??= await openTruths(terminal, resolveIn(terminal, settings.truth), model.info.labels)
  const truth = await tools.truths?.(place, picture)
  const progress = createProgress(terminal, judged.name)
  const evaluation = await evaluate(model, picture, what, metrics, {
    ...options,
    ...(document === null && mapOptions),
    ...(truth && { truth }),
    kernels,
    signal: terminal.signal,
    onProgress: progress.show,
  }).finally(progress.close)
  if (!json) await reportWarnings(terminal, [...picture.warnings, ...evaluation.body.warnings], judged.name)
  const map = (): Float32Array => ('schema' in what ? mapOf(what) : fitMap(what, model.frame(picture), picture).values)
  return { evaluation, map }
}

async function finish(
  { terminal, settings, agreements }: Tools,
  records: readonly JudgedRecord[],
  last: unknown,
): Promise<number> {
  const judged = records.flatMap(({ name, outcome }) => ('schema' in outcome ? [{ name, evaluation: outcome }] : []))
  const failed = records.length - judged.length
  if (!settings.json && judged.length > 0)
    await writeLines(terminal.stdout, [...linesOf(terminal, judged, failed), ...agreementLines(agreements)])
  if (settings.out !== null && records.length > 0) {
    await saveFiles(resolveIn(terminal, settings.out), evaluationFiles(records))
    if (!settings.json) await writeLines(terminal.stdout, [`${settings.out}/evaluation.csv`])
  }
  if (failed === 0) return exitCodes.done
  return judged.length > 0 || records.length > 1 ? exitCodes.somePicturesFailed : exitCodeOf(last)
}

function agreementLines(agreements: Agreements): readonly string[] {
  const lines = agreements.lines()
  return lines.length === 0 ? [] : ['', ...lines]
}

interface NamedEvaluation {
  readonly name: string
  readonly evaluation: Evaluation
}

function linesOf(terminal: Terminal, judged: readonly NamedEvaluation[], failed: number): readonly string[] {
  const tables =
    judged.length <= shownEach
      ? judged.flatMap(({ name, evaluation }) => [...evaluationLines(terminal, evaluation, basename(name)), ''])
      : [...summaryLines(terminal, summariseEvaluations(judged.map(({ evaluation }) => evaluation))), '']
  const counted = failed === 0 ? [] : [`${failed} of ${judged.length + failed} could not be judged: see above.`]
  return [...tables, arrowsLine, ...counted]
}

const endsAll = /^(CANCELLED|BACKEND_|RUN_|DATASET_|USAGE_UNKNOWN_)/

/** Whether the next document may still be judged. A fault of ours is none of its either. */
function concernsOne(error: unknown): error is TelltaleError {
  return error instanceof TelltaleError && !endsAll.test(error.code)
}
