import type { Classifier } from '@telltale/core'
import { prepareFolder } from '../output/save-files.ts'
import { concernsOnePicture, exitCodeOf, exitCodes, reportError, reportWarnings } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { describePicture } from './describe.ts'
import { describeComparisons } from './describe-comparison.ts'
import { type ExplainedPicture, explainPicture } from './explain-picture.ts'
import { type FoundPicture, findPictures } from './find-pictures.ts'
import type { ExplainSettings } from './settings.ts'

/** Explains what the arguments stand for, picture by picture, with one model. Returns the exit code. */
export async function explainPictures(
  terminal: Terminal,
  names: readonly string[],
  settings: ExplainSettings,
  open: () => Promise<Classifier>,
): Promise<number> {
  const { pictures, failures } = await findPictures(names, terminal.folder)
  for (const { name, error } of failures) await reportError(terminal, error, name)
  if (pictures.length === 0) return exitCodes.somePicturesFailed
  if (settings.save.length > 0) await prepareFolder(resolveIn(terminal, settings.out))
  const model = await open()
  try {
    await reportWarnings(terminal, model.info.warnings)
    const failed = failures.length > 0 ? exitCodes.somePicturesFailed : exitCodes.done
    return Math.max(failed, await explainInTurn(terminal, model, pictures, settings))
  } finally {
    await model.dispose()
  }
}

async function explainInTurn(
  terminal: Terminal,
  model: Classifier,
  pictures: readonly FoundPicture[],
  settings: ExplainSettings,
): Promise<number> {
  let exitCode: number = exitCodes.done
  let explained = 0
  for (const found of pictures) {
    if (terminal.signal.aborted) return exitCodes.interrupted
    try {
      const result = await explainPicture(terminal, model, found, settings)
      await reportWarnings(terminal, newWarnings(result, model), found.name)
      await writeLines(terminal.stdout, linesOf(terminal, result, settings, explained > 0))
      explained++
    } catch (error) {
      await reportError(terminal, error, found.name)
      if (!concernsOnePicture(error)) return exitCodeOf(error, explained)
      exitCode = exitCodes.somePicturesFailed
    }
  }
  return exitCode
}

function linesOf(terminal: Terminal, result: ExplainedPicture, settings: ExplainSettings, follows: boolean): readonly string[] {
  if (settings.json) return result.targets.map(({ document }) => JSON.stringify(document))
  if (result.comparisons.length > 0) return [...(follows ? [''] : []), ...describeComparisons(terminal, result.comparisons)]
  const withTrust = (settings.options.checks ?? []).length > 0
  return [...(follows ? [''] : []), ...describePicture(terminal, result, withTrust)]
}

/** What was not said of the model already, each once. */
function newWarnings({ targets }: ExplainedPicture, { info }: Classifier): readonly { code: string; message: string }[] {
  const said = new Set(info.warnings.map(({ code, message }) => `${code} ${message}`))
  return targets
    .flatMap(({ document }) => document.body.warnings)
    .filter(({ code, message }) => !said.has(`${code} ${message}`) && said.add(`${code} ${message}`))
}
