import { type Command, Option } from '@commander-js/extra-typings'
import { type Classifier, openModel, parseBaseline, summarise } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { type ExplainedPicture, explainPicture } from '../explaining/explain-picture.ts'
import { type FoundPicture, findPictures } from '../explaining/find-pictures.ts'
import type { ExplainSettings } from '../explaining/settings.ts'
import {
  jsonFlag,
  outputFlag,
  parseBudget,
  parseSave,
  parseTarget,
  runtimeFlag,
  savable,
  threadsFlag,
  wholeNumber,
} from '../flags.ts'
import { prepareFolder } from '../output/save-files.ts'
import { concernsOnePicture, exitCodeOf, exitCodes, reportError, reportWarnings } from '../report.ts'
import { coloursOf, printable, resolveIn, type Terminal, writeLines } from '../terminal.ts'

/** `telltale explain <pictures...>`: which few regions carry the decision, picture by picture. */
export function addExplainCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('explain')
    .description('show which few regions of each picture carry the decision')
    .argument('<pictures...>', 'picture files, folders or glob patterns')
    .option('--model <path>', 'an .onnx file, or a folder laid out as on the Hugging Face hub (default: the built-in classifier)')
    .option('--method <name>', 'how regions are found', 'submodular')
    .option('--target <class>', 'what to explain: top1, a class index, or the name of a class', parseTarget, 'top1' as const)
    .option('--regions <count>', 'parts the picture is divided into', wholeNumber(1, 65_535), 49)
    .option('--baseline <name>', 'what hidden parts become: mean, black, white, region-mean, blur or colour:#rrggbb', 'mean')
    .option('--budget <forwards>', 'forwards through the model at most, or auto', parseBudget, 'auto' as const)
    .option('--seed <number>', 'for everything that is drawn at random', wholeNumber(0, 4_294_967_295), 1)
    .option('--out <folder>', 'where results go', 'telltale-out')
    .addOption(
      new Option('--save <names>', `files to write: some of ${savable.join(', ')}, or none`)
        .argParser(parseSave)
        .default(['overlay', 'json'] as ReturnType<typeof parseSave>, 'overlay,json'),
    )
    .addOption(jsonFlag())
    .addOption(
      new Option('--backend <name>', 'what computes masks and readouts')
        .choices(['auto', 'wasm-simd', 'wasm', 'reference'] as const)
        .default('auto' as const),
    )
    .addOption(runtimeFlag())
    .addOption(threadsFlag())
    .addOption(outputFlag())
    .option('--memory <MiB>', 'memory that batches may take', wholeNumber(1, 1_048_576))
    .addOption(
      new Option('--theme <name>', 'colours of the overlay').choices(['light', 'dark'] as const).default('light' as const),
    )
    .action(async (names, flags) => {
      const { baseline, memory, model, runtime, threads, output, json, ...rest } = flags
      const settings: ExplainSettings = { ...rest, baseline: parseBaseline(baseline), memory }
      const open = () =>
        openModel(model === undefined ? defaultModel : resolveIn(terminal, model), {
          runtime,
          ...(threads === undefined ? {} : { threads }),
          ...(output === undefined ? {} : { output }),
        })
      finish(await explainAll(terminal, names, settings, json === true, open))
    })
}

async function explainAll(
  terminal: Terminal,
  names: readonly string[],
  settings: ExplainSettings,
  json: boolean,
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
    return Math.max(failed, await explainInTurn(terminal, model, pictures, settings, json))
  } finally {
    await model.dispose()
  }
}

async function explainInTurn(
  terminal: Terminal,
  model: Classifier,
  pictures: readonly FoundPicture[],
  settings: ExplainSettings,
  json: boolean,
): Promise<number> {
  let exitCode: number = exitCodes.done
  let explained = 0
  const said = new Set(model.info.warnings.map(({ code, message }) => `${code} ${message}`))
  for (const found of pictures) {
    if (terminal.signal.aborted) return exitCodes.interrupted
    try {
      const result = await explainPicture(terminal, model, found, settings)
      await reportWarnings(
        terminal,
        result.document.body.warnings.filter(({ code, message }) => !said.has(`${code} ${message}`)),
        found.name,
      )
      await writeLines(
        terminal.stdout,
        json ? [JSON.stringify(result.document)] : [...(explained > 0 ? [''] : []), ...describe(terminal, result)],
      )
      explained++
    } catch (error) {
      await reportError(terminal, error, found.name)
      if (!concernsOnePicture(error)) return exitCodeOf(error, explained)
      exitCode = exitCodes.somePicturesFailed
    }
  }
  return exitCode
}

/** The lines a reader sees: the class, the answer, the figures, and the file to open. */
function describe(terminal: Terminal, { document, open }: ExplainedPicture): readonly string[] {
  const colours = coloursOf(terminal.stdout, terminal.environment)
  const [headline = '', ...lines] = summarise(document).map(printable)
  return [colours.bold(headline), ...lines, ...(open === null ? [] : [printable(open)])]
}
