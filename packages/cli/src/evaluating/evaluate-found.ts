import { basename } from 'node:path'
import { createKernels, type Evaluation, summariseEvaluations, TelltaleError } from '@telltale/core'
import { saveFiles } from '../output/save-files.ts'
import { exitCodeOf, exitCodes, reportError } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { type Agreements, createAgreements } from './agreements.ts'
import { evaluateOne, type Tools } from './evaluate-one.ts'
import { evaluationFiles, type JudgedRecord } from './evaluation-files.ts'
import { arrowsLine, evaluationLines, summaryLines } from './evaluation-lines.ts'
import type { FoundAllJudged } from './find-judged.ts'
import { createOpenModels } from './open-models.ts'
import type { EvaluateSettings } from './settings.ts'

/** More than these are folded into one table; each of them is in the files of `--out`. */
const shownEach = 3

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
        if (!concernsOne(error)) {
          // What was judged so far took its time.
          await save(tools, records)
          throw error
        }
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

async function finish(
  { terminal, settings, agreements }: Tools,
  records: readonly JudgedRecord[],
  last: unknown,
): Promise<number> {
  const judged = records.flatMap(({ name, outcome }) => ('schema' in outcome ? [{ name, evaluation: outcome }] : []))
  const failed = records.length - judged.length
  if (!settings.json && judged.length > 0)
    await writeLines(terminal.stdout, [...linesOf(terminal, judged, failed), ...agreementLines(agreements)])
  const saved = await save({ terminal, settings }, records)
  if (saved !== null && !settings.json) await writeLines(terminal.stdout, [saved])
  if (failed === 0) return exitCodes.done
  return judged.length > 0 || records.length > 1 ? exitCodes.somePicturesFailed : exitCodeOf(last)
}

/** Writes the files that were asked for; the one worth opening, or null where there is none. */
async function save({ terminal, settings }: Pick<Tools, 'terminal' | 'settings'>, records: readonly JudgedRecord[]) {
  if (settings.out === null || records.length === 0) return null
  await saveFiles(resolveIn(terminal, settings.out), evaluationFiles(records))
  return `${settings.out}/evaluation.csv`
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
