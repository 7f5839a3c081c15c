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
    for (const { methods, ...warning } of newWarnings(result, model)) {
      await reportWarnings(terminal, [warning], methods === null ? picture.name : `${picture.name} (${methods.join(', ')})`)
    }
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

interface Said {
  readonly code: string
  readonly message: string
  /** Those of several methods that it is about; null where it is about the picture. */
  readonly methods: readonly string[] | null
}

/** What was not said of the model already, each once, with the methods it is about where not all say it. */
function newWarnings({ targets }: ExplainedPicture, { info }: Classifier): readonly Said[] {
  const known = new Set(info.warnings.map(({ code, message }) => `${code} ${message}`))
  const every = new Set(targets.map(({ document }) => document.body.method.name))
  const said = new Map<string, { code: string; message: string; methods: Set<string> }>()
  for (const { body } of targets.map(({ document }) => document)) {
    for (const { code, message } of body.warnings) {
      const key = `${code} ${message}`
      if (known.has(key)) continue
      const one = said.get(key) ?? { code, message, methods: new Set() }
      one.methods.add(body.method.name)
      said.set(key, one)
    }
  }
  return Array.from(said.values(), ({ code, message, methods }) => ({
    code,
    message,
    methods: methods.size === every.size ? null : [...methods],
  }))
}
