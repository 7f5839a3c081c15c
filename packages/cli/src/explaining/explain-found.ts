import type { Classifier } from '@telltale/core'
import { prepareFolder } from '../output/save-files.ts'
import { concernsOnePicture, exitCodeOf, exitCodes, reportError, reportWarnings } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { describePicture } from './describe.ts'
import { describeComparisons } from './describe-comparison.ts'
import { type ExplainedPicture, explainPicture } from './explain-picture.ts'
import type { FoundPicture, FoundPictures } from './find-pictures.ts'
import type { ExplainSettings } from './settings.ts'

/** Explains the one picture that the arguments stand for, in this process. Returns the exit code. */
export async function explainFound(
  terminal: Terminal,
  { pictures: [picture], failures }: FoundPictures,
  settings: ExplainSettings,
  open: () => Promise<Classifier>,
): Promise<number> {
  for (const { name, error } of failures) await reportError(terminal, error, name)
  if (!picture) return exitCodes.somePicturesFailed
  if (settings.save.length > 0) await prepareFolder(resolveIn(terminal, settings.out))
  const model = await open()
  try {
    await reportWarnings(terminal, model.info.warnings)
    return await explainOne(terminal, model, picture, settings)
  } finally {
    await model.dispose()
  }
}

async function explainOne(
  terminal: Terminal,
  model: Classifier,
  picture: FoundPicture,
  settings: ExplainSettings,
): Promise<number> {
  if (terminal.signal.aborted) return exitCodes.interrupted
  try {
    const result = await explainPicture(terminal, model, picture, settings)
    await reportWarnings(terminal, newWarnings(result, model), picture.name)
    await writeLines(terminal.stdout, linesOf(terminal, result, settings))
    return exitCodes.done
  } catch (error) {
    await reportError(terminal, error, picture.name)
    return concernsOnePicture(error) ? exitCodes.somePicturesFailed : exitCodeOf(error)
  }
}

function linesOf(terminal: Terminal, result: ExplainedPicture, settings: ExplainSettings): readonly string[] {
  if (settings.json) return result.targets.map(({ document }) => JSON.stringify(document))
  if (result.comparisons.length > 0) return describeComparisons(terminal, result.comparisons)
  const withTrust = (settings.options.checks ?? []).length > 0
  return describePicture(terminal, result, withTrust)
}

/** What was not said of the model already, each once. */
function newWarnings({ targets }: ExplainedPicture, { info }: Classifier): readonly { code: string; message: string }[] {
  const said = new Set(info.warnings.map(({ code, message }) => `${code} ${message}`))
  return targets
    .flatMap(({ document }) => document.body.warnings)
    .filter(({ code, message }) => !said.has(`${code} ${message}`) && said.add(`${code} ${message}`))
}
