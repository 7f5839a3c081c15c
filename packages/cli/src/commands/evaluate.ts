import { type Command, Option } from '@commander-js/extra-typings'
import { metricProfiles, metrics, parseBaseline, parseSettings, prepareMetrics, TelltaleError } from '@telltale/core'
import { evaluateFound } from '../evaluating/evaluate-found.ts'
import { findJudged } from '../evaluating/find-judged.ts'
import type { EvaluateSettings } from '../evaluating/settings.ts'
import { attachBoxFlag, attachFlag, attachScaleFlag, labelsFlag } from '../flags/attach-flags.ts'
import { featuresFlag, jsonFlag, outputFlag, runtimeFlag, threadsFlag } from '../flags/model-flags.ts'
import { parseClass, wholeNumber } from '../flags/parsers.ts'
import type { Terminal } from '../terminal.ts'

const usual = 'insertion,deletion'
const usualWithTruth = `${usual},pointing-game,relevance-mass`

/** `telltale evaluate <what...>`: how good maps are, beside a random one and a centred blob. */
export function addEvaluateCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  evaluateCommand(program).action(async (names, flags) => {
    if (names.length === 0) throw nothingNamed()
    const settings = settingsFrom(flags)
    finish(await evaluateFound(terminal, await findJudged(names, terminal.folder), settings))
  })
}

function evaluateCommand(program: Command) {
  return program
    .command('evaluate')
    .description('measure how good maps are: of documents, of a run, or of any tool as .npy')
    .argument('[what...]', 'documents (.json), folders that explain wrote, glob patterns, or maps (.npy or grey .png)')
    .optionsGroup('What is measured:')
    .option(
      '--metrics <names>',
      `with commas between, parameters behind colons: insertion,mu-fidelity:samples=100 (default: ${usual}; with --truth also how they fit the object); telltale metrics lists all`,
    )
    .option('--profile <name>', `constants of another tool, over which parameters win: ${Object.keys(metricProfiles).join(', ')}`)
    .option('--truth <data set>', 'where the objects are: an index.json, a csv list or a folder, with boxes or masks')
    .option('--baseline <name>', 'what hidden parts become (default: as in the document; for maps: mean)')
    .option(
      '--seed <number>',
      'for everything that is drawn (default: as in the document, else 1)',
      wholeNumber(0, 4_294_967_295),
    )
    .option('--budget <forwards>', 'forwards for one document or map, all metrics together', wholeNumber(1, 1e9))
    .option('--agreement', 'compare maps of the same picture and class with each other')
    .option('--no-controls', 'leave out the random map and the centred blob')
    .optionsGroup('Of which picture and model:')
    .option(
      '--picture <path>',
      'the picture, or a folder of pictures named as the maps are (default: where documents say; beside maps)',
    )
    .option('--target <class>', 'of maps: a class index or name (default: what the model says)', parseClass)
    .option('--against <class>', 'of maps: the class that the target is held against', parseClass)
    .option('--regions <count>', 'of maps: parts the picture is divided into', wholeNumber(1, 65_535))
    .option('--model <path>', 'an .onnx file or a folder (default: where documents say; for maps: the built-in classifier)')
    .addOption(featuresFlag())
    .addOption(outputFlag())
    .addOption(attachFlag())
    .addOption(attachScaleFlag())
    .addOption(attachBoxFlag())
    .addOption(labelsFlag())
    .addOption(runtimeFlag())
    .addOption(threadsFlag())
    .addOption(
      new Option('--backend <name>', 'what computes masks and readouts')
        .choices(['auto', 'wasm-simd', 'wasm', 'reference'] as const)
        .default('auto' as const),
    )
    .option('--memory <MiB>', 'memory that batches may take', wholeNumber(1, 1_048_576))
    .optionsGroup('Results:')
    .option('--out <folder>', 'write evaluation.csv, .parquet and .jsonl there')
    .addOption(jsonFlag())
}

type EvaluateFlags = ReturnType<ReturnType<typeof evaluateCommand>['opts']>

function settingsFrom(flags: EvaluateFlags): EvaluateSettings {
  const { baseline, seed, budget, memory, target, against, regions } = flags
  return {
    metrics: metricsFrom(flags.metrics ?? (flags.truth === undefined ? usual : usualWithTruth), flags.profile),
    options: {
      ...(flags.profile !== undefined && { profile: flags.profile }),
      controls: flags.controls,
      ...(baseline !== undefined && { baseline: parseBaseline(baseline) }),
      ...(seed !== undefined && { seed }),
      ...(budget !== undefined && { budget }),
      ...(memory !== undefined && { memory }),
    },
    mapOptions: {
      ...(target !== undefined && { target }),
      ...(against !== undefined && { against }),
      ...(regions !== undefined && { regions }),
    },
    picture: flags.picture ?? null,
    truth: flags.truth ?? null,
    model: flags,
    backend: flags.backend,
    out: flags.out ?? null,
    agreement: flags.agreement === true,
    json: flags.json === true,
  }
}

/** The metrics that a text names, checked before anything is opened; `all` is every one of them. Throws USAGE_UNKNOWN_METRIC and USAGE_PARAMETER. */
function metricsFrom(text: string, profile: string | undefined): EvaluateSettings['metrics'] {
  const wanted = text.trim() === 'all' ? metrics.map(({ name }) => ({ name, parameters: {} })) : parseSettings(text)
  prepareMetrics(wanted, profile)
  return wanted
}

function nothingNamed(): TelltaleError {
  return new TelltaleError(
    'USAGE_FLAG',
    'Nothing is named that could be judged.',
    'Name documents, the folder of a run, or maps right after evaluate.',
  )
}
