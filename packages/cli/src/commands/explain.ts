import { type Command, Option } from '@commander-js/extra-typings'
import { checks, methods, parseBaseline, profileNames, readMapFile, TelltaleError } from '@telltale/core'
import { type BatchFlags, parseShard, usualTimeout } from '../batch/batch-flags.ts'
import { runBatch } from '../batch/run-batch.ts'
import { explainFound } from '../explaining/explain-found.ts'
import { findPictures } from '../explaining/find-pictures.ts'
import type { ExplainSettings } from '../explaining/settings.ts'
import { attachBoxFlag, attachFlag, attachScaleFlag, labelsFlag } from '../flags/attach-flags.ts'
import { featuresFlag, jsonFlag, openAsTold, outputFlag, runtimeFlag, threadsFlag } from '../flags/model-flags.ts'
import { parameterFlags, parametersFrom, parameterTexts } from '../flags/parameter-flags.ts'
import {
  anyNumber,
  parseBudget,
  parseChecks,
  parseClass,
  parseMethods,
  parseSave,
  parseTargets,
  savable,
  wholeNumber,
} from '../flags/parsers.ts'
import { queueFlagsFrom } from '../flags/queue-flags.ts'
import { regionsFrom } from '../flags/region-flags.ts'
import { replay } from '../replaying/replay.ts'
import { resolveIn, type Terminal } from '../terminal.ts'

const methodNames = methods.map(({ name }) => name)

/** `telltale explain <pictures...>`: which few regions carry the decision, picture by picture; with `--replay`, whether a document repeats. */
export function addExplainCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  const command = withParameters(explainCommand(program))
  command.action(async (names, flags) => {
    if (flags.replay !== undefined) {
      refuseBesideReplay(command)
      return finish(await replay(terminal, flags.replay, names, flags))
    }
    if (names.length === 0) throw noPictures()
    const settings = await settingsFrom(terminal, command, flags)
    const found = await findPictures(names, terminal.folder)
    if (found.pictures.length > 0 && (found.isBatch || flags.dryRun === true))
      return finish(await runBatch(terminal, { found, settings, model: flags, flags: batchFlagsFrom(flags) }))
    finish(await explainFound(terminal, found, settings, () => openAsTold(terminal, settings.modelPath, flags)))
  })
}

/** The verb with its flags by topic; a default that a profile may replace is only told, not set. */
function explainCommand(program: Command) {
  return program
    .command('explain')
    .description('show which few regions of each picture carry the decision')
    .argument('[pictures...]', 'picture files, folders, glob patterns, or a .csv list of pictures and their true classes')
    .optionsGroup('What is explained:')
    .option(
      '--target <classes>',
      'top1, truth, a class index or name, or several with commas between (default: top1)',
      parseTargets,
    )
    .option(
      '--truth <class>',
      'the class that the picture shows; where the model is wrong, its answer and this one are explained',
      parseClass,
    )
    .option('--against <class>', 'explain why the target rather than this class', parseClass)
    .option('--threshold <share>', 'share of the probability that the answer must keep (default: 0.75)', anyNumber(0.01, 1))
    .option('--check <names>', `also, for further forwards: some of ${checks.join(', ')}`, parseChecks)
    .optionsGroup('How regions are ordered:')
    .option(
      '--method <names>',
      `one of ${methodNames.join(', ')}, or several with commas between, to be compared (default: ${methodNames[0]})`,
      parseMethods,
    )
    .option('--map <file>', 'take the order of this saliency map (.npy or grey PNG) instead')
    .option('--profile <name>', `a published setting, over which other flags win: ${profileNames().join(', ')}`)
    .option('--budget <amount>', 'forwards as in 400, seconds as in 30s, or auto (default: auto)', parseBudget)
    .option('--seed <number>', 'for everything that is drawn at random', wholeNumber(0, 4_294_967_295), 1)
    .optionsGroup('Regions:')
    .option('--regions <count>', 'parts the picture is divided into (default: 49)', wholeNumber(1, 65_535))
    .addOption(
      new Option('--region-kind <name>', 'how they are made (default: slico)').choices([
        'slico',
        'seeds',
        'grid',
        'patches',
      ] as const),
    )
    .option('--no-connectivity', 'leave stray parts of slico and seeds regions where they are')
    .option('--prior <file>', 'patches: a saliency map (.npy or grey PNG) that says what belongs together')
    .option('--patch-side <cells>', 'patches: cells along each side of the picture', wholeNumber(1, 65_535))
    .option('--patch-cells <count>', 'patches: cells in a region (default: 4)', wholeNumber(1, 65_535))
    .option('--region-masks <files...>', 'regions made elsewhere: a PNG or .npy of labels, or several masks as PNG')
    .option(
      '--baseline <name>',
      'what hidden parts become: mean, black, white, region-mean, blur or colour:#rrggbb (default: mean)',
    )
    .optionsGroup('The model:')
    .option('--model <path>', 'an .onnx file, or a folder laid out as on the Hugging Face hub (default: the built-in classifier)')
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
    .option('--out <folder>', 'where results go', 'telltale-out')
    .addOption(
      new Option('--save <names>', `files to write: some of ${savable.join(', ')}, or none`)
        .argParser(parseSave)
        .default(['overlay', 'json'] as ReturnType<typeof parseSave>, 'overlay,json'),
    )
    .addOption(jsonFlag())
    .addOption(
      new Option('--theme <name>', 'colours of the overlay').choices(['light', 'dark'] as const).default('light' as const),
    )
    .optionsGroup('Many pictures:')
    .option('--workers <count>', 'processes that explain (default: physical cores)', wholeNumber(1, 1024))
    .option('--timeout <seconds>', 'after which a picture has failed', anyNumber(0.1, 1e6), usualTimeout)
    .option('--shard <part>', 'only this part of the pictures, as 2/8, for several machines', parseShard)
    .option('--queue <address>', 'leave the pictures to telltale worker, on any machines, by a Redis server as redis://host:6379')
    .option('--store <address>', 'with --queue: an http(s) address that documents are put to (default: the folder of --out)')
    .option('--pictures-at <place>', 'with --queue: where workers find the folder that you are in (default: at the same path)')
    .option('--retry-failed', 'also pictures that failed in an earlier run')
    .option('--dry-run', 'tell forwards, time and memory, and stop')
    .optionsGroup('Again:')
    .option('--replay <document>', 'repeat a document, and say whether the same bits come out')
}

type ExplainCommand = ReturnType<typeof explainCommand>
type ExplainFlags = ReturnType<ExplainCommand['opts']>

function withParameters(command: ExplainCommand): ExplainCommand {
  for (const flag of parameterFlags()) command.addOption(flag)
  return command
}

async function settingsFrom(terminal: Terminal, command: ExplainCommand, flags: ExplainFlags): Promise<ExplainSettings> {
  const { baseline, budget, check, map, profile, truth, against, threshold, memory } = flags
  const wanted = parametersFrom(
    flags.method ?? [map === undefined ? methodNames[0]! : 'given'],
    parameterTexts((name) => command.getOptionValue(name)),
  )
  const regions = await regionsFrom(terminal, flags)
  return {
    options: {
      methods: wanted,
      seed: flags.seed,
      backend: flags.backend,
      ...(regions !== undefined && { regions }),
      ...(map !== undefined && { map: await readMapFile(resolveIn(terminal, map)) }),
      ...(profile !== undefined && { profile }),
      ...(baseline !== undefined && { baseline: parseBaseline(baseline) }),
      ...(budget !== undefined && budget !== null && { budget }),
      ...(truth !== undefined && { truth }),
      ...(against !== undefined && { against }),
      ...(threshold !== undefined && { threshold }),
      ...(check !== undefined && { checks: check }),
      ...(memory !== undefined && { memory }),
    },
    targets: flags.target ?? null,
    modelPath: flags.model ?? null,
    out: flags.out,
    save: flags.save,
    theme: flags.theme,
    json: flags.json === true,
  }
}

function batchFlagsFrom(flags: ExplainFlags): BatchFlags {
  const { workers, shard, retryFailed, dryRun, timeout } = flags
  return {
    workers: workers ?? null,
    shard: shard ?? null,
    retryFailed: retryFailed === true,
    dryRun: dryRun === true,
    timeout,
    queue: queueFlagsFrom(flags),
  }
}

/** What may be said beside `--replay`: where things lie and what they run on. All else is in the document. */
const besideReplay: readonly string[] = [
  'replay',
  'model',
  'output',
  'features',
  'runtime',
  'threads',
  'backend',
  'memory',
  'json',
]

function refuseBesideReplay(command: ExplainCommand): void {
  const extra = command.options.find(
    (option) => !besideReplay.includes(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === 'cli',
  )
  if (!extra) return
  throw new TelltaleError(
    'USAGE_FLAG',
    `--replay repeats what the document says, so ${extra.long} says nothing beside it.`,
    `Leave ${extra.long} out, or explain the picture anew without --replay.`,
    { value: extra.long ?? '' },
  )
}

function noPictures(): TelltaleError {
  return new TelltaleError(
    'USAGE_FLAG',
    'No picture is named.',
    'Name pictures, folders or patterns right after explain: a flag that takes several files, as --region-masks, takes all that follows it.',
  )
}
