import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from '@commander-js/extra-typings'
import { parseLabels, parseValue, studies, TelltaleError } from '@telltale/core'
import { usualTimeout } from '../batch/batch-flags.ts'
import { attachFlag, attachScaleFlag, labelsFlag } from '../flags/attach-flags.ts'
import { jsonFlag, openOptionsOf, outputFlag, runtimeFlag } from '../flags/model-flags.ts'
import { anyNumber, wholeNumber } from '../flags/parsers.ts'
import { exitCodes } from '../report.ts'
import { commandLine } from '../studying/command-line.ts'
import { listStudies } from '../studying/list-studies.ts'
import { runStudy } from '../studying/run-study.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'

/** Named as `--models` has it. */
const builtIn = 'default'

/** `telltale study <name> <dataset>`: a question about many pictures, with the records of each kept, and a page at the end. */
export function addStudyCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('study')
    .description('measure methods and metrics over a data set, and write a page about what came of it')
    .argument('[name]', `one of ${studies.map(({ name }) => name).join(', ')}; --list says what each asks`)
    .argument('[dataset]', 'a folder whose folders are classes, an index.json, or a csv list')
    .option('--list', 'the studies, and the parameters of each')
    .optionsGroup('What is measured:')
    .option('--methods <names>', 'methods with commas between, parameters behind colons: submodular,rise:samples=1000')
    .option('--metrics <names>', 'metrics, written as methods are')
    .option('--param <key=value...>', 'other parameters of the study', collectParameter, {})
    .option('--seed <number>', 'for everything that is drawn at random', wholeNumber(0, 4_294_967_295), 1)
    .optionsGroup('Of what:')
    .option('--models <paths>', `.onnx files or folders with commas between; ${builtIn} is the built-in one`, builtIn)
    .option('--classes <file>', 'names of the data set’s classes, where its numbers are not those of the first model')
    .option('--limit <count>', 'samples at most, drawn by the seed', wholeNumber(1, 1e9))
    .option('--per-class <count>', 'samples of each class at most, drawn by the seed', wholeNumber(1, 1e9))
    .addOption(outputFlag())
    .addOption(attachFlag())
    .addOption(attachScaleFlag())
    .addOption(labelsFlag())
    .addOption(runtimeFlag())
    .optionsGroup('The run:')
    .option('--out <folder>', 'where records, tables and the page go; the same command goes on there', 'telltale-study')
    .option('--workers <count>', 'processes that measure (default: physical cores)', wholeNumber(1, 1024))
    .option('--timeout <seconds>', 'after which a sample has failed', anyNumber(0.1, 1e6), usualTimeout)
    .option('--memory <MiB>', 'memory that batches may take in each worker', wholeNumber(1, 1_048_576), 256)
    .option('--retry-failed', 'also samples that failed in an earlier run')
    .addOption(jsonFlag())
    .action(async (name, dataset, flags) => {
      if (flags.list === true) {
        await writeLines(terminal.stdout, listStudies(terminal, flags.json === true))
        return finish(exitCodes.done)
      }
      if (name === undefined || dataset === undefined) throw nothingNamed()
      const { models, classes, limit, perClass, seed, memory, out, timeout } = flags
      const settings = {
        study: name,
        parameters: withNames(flags),
        models: models.split(',').map((path) => (path.trim() === builtIn ? null : resolveIn(terminal, path.trim()))),
        // One thread each: as many processes as cores are faster than as many threads.
        open: { threads: 1, ...(await openOptionsOf(terminal, flags)) },
        dataset: resolveIn(terminal, dataset),
        classes: classes === undefined ? null : await readClasses(resolveIn(terminal, classes)),
        limit: limit ?? null,
        perClass: perClass ?? null,
        seed,
        memory,
      }
      finish(
        await runStudy(terminal, {
          settings,
          command: commandLine(name, dataset, flags),
          out,
          workers: flags.workers ?? null,
          timeout,
          retryFailed: flags.retryFailed === true,
          json: flags.json === true,
        }),
      )
    })
}

type Parameters = Readonly<Record<string, string | number | boolean>>

function collectParameter(text: string, before: Parameters): Parameters {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Expected key=value.')
  return { ...before, [text.slice(0, at)]: parseValue(text.slice(at + 1)) }
}

/** `--methods` and `--metrics` are parameters of the study; what a study has not is refused by it. */
function withNames({
  methods,
  metrics,
  param,
}: {
  readonly methods?: string | undefined
  readonly metrics?: string | undefined
  readonly param: Parameters
}): Parameters {
  return { ...param, ...(methods !== undefined && { methods }), ...(metrics !== undefined && { metrics }) }
}

async function readClasses(path: string): Promise<readonly string[]> {
  try {
    return parseLabels(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The list of classes ${path} cannot be read: ${(cause as Error).message}.`,
      'Give a text or JSON file.',
      { file: path },
    )
  }
}

function nothingNamed(): TelltaleError {
  return new TelltaleError(
    'USAGE_FLAG',
    'A study needs its name and a data set.',
    'Write telltale study comparison pictures/, or telltale study --list for what there is.',
  )
}
