import { basename, dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import {
  compareMeasurements,
  measureKernels,
  processorClock,
  renderMeasurements,
  TelltaleError,
  type WorkName,
  workNames,
} from '@telltale/core'
import { createBenchProgress } from '../benching/bench-progress.ts'
import { benchTable } from '../benching/bench-table.ts'
import { comparisonLines } from '../benching/comparison-lines.ts'
import { type BenchBackend, benchBackends, openBackends } from '../benching/open-backends.ts'
import { readBaseline } from '../benching/read-baseline.ts'
import { jsonFlag } from '../flags/model-flags.ts'
import { anyNumber, oneOf, wholeNumber } from '../flags/parsers.ts'
import { describeMachine } from '../machine.ts'
import { prepareFolder, saveFiles } from '../output/save-files.ts'
import { exitCodes } from '../report.ts'
import { coloursOf, resolveIn, type Terminal, writeLines } from '../terminal.ts'

const usualSlowdown = 1.2
/** What `--clock` counts, in words. */
const clocks = { time: 'time', processor: 'processor time of this process' } as const

/** What the flags say. */
interface BenchFlags {
  readonly only?: readonly WorkName[] | undefined
  readonly backend?: readonly BenchBackend[] | undefined
  readonly runs: number
  readonly seed: number
  readonly clock: keyof typeof clocks
  readonly baseline?: string | undefined
  readonly slowdown?: number | undefined
  readonly svg?: string | undefined
  readonly theme: 'light' | 'dark'
  readonly json?: boolean | undefined
}

/** `telltale bench`: how fast every kernel is on every backend, beside the plain version and a memory copy. */
export function addBenchCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('bench')
    .description(
      'measure every kernel on every backend beside the plain version and a memory copy, and a whole step in candidates per second',
    )
    .addOption(new Option('--only <names>', `some of ${workNames.join(', ')}`).argParser(listOf(workNames)))
    .addOption(
      new Option('--backend <names>', `some of ${benchBackends.join(', ')} (default: those that are here)`).argParser(
        listOf(benchBackends),
      ),
    )
    .addOption(new Option('--runs <count>', 'timed runs of each line').argParser(wholeNumber(3, 1000)).default(15))
    .addOption(
      new Option('--seed <number>', 'of the data and of the order of the runs').argParser(wholeNumber(0, 2 ** 32 - 1)).default(1),
    )
    .addOption(
      new Option('--clock <name>', 'what is counted: time, or the time this process has a processor, for a busy machine')
        .choices(['time', 'processor'] as const)
        .default('time' as const),
    )
    .addOption(
      new Option('--baseline <file>', 'what --json printed earlier: compare with it, and end with 1 where something is slower'),
    )
    .addOption(
      new Option('--slowdown <ratio>', `how much slower than the baseline is too slow (default: ${usualSlowdown})`).argParser(
        anyNumber(1, 1000),
      ),
    )
    .addOption(new Option('--svg <file>', 'draw the ratios as bars'))
    .addOption(new Option('--theme <name>', 'colours of the bars').choices(['light', 'dark'] as const).default('light' as const))
    .addOption(jsonFlag())
    .action(async (flags) => finish(await bench(terminal, flags)))
}

async function bench(terminal: Terminal, flags: BenchFlags): Promise<number> {
  const { baseline, slowdown, svg } = flags
  if (baseline === undefined && slowdown !== undefined) throw needsBaseline()
  if (flags.clock === 'processor' && flags.backend?.includes('webgpu')) throw deviceHasNoClock()
  if (flags.backend?.includes('webgpu') && flags.only?.every((name) => name === 'gainPipeline')) throw deviceHasNoModel()
  // Whatever can be wrong with a file is said before minutes are spent.
  const before = baseline === undefined ? null : await readBaseline(resolveIn(terminal, baseline), baseline)
  if (svg !== undefined) await prepareFolder(dirname(resolveIn(terminal, svg)))
  const now = await measure(terminal, flags)
  if (svg !== undefined) {
    const path = resolveIn(terminal, svg)
    const bytes = Buffer.from(await renderMeasurements(now, flags.theme))
    await saveFiles(dirname(path), [{ name: basename(path), bytes }])
  }
  const comparison = before === null ? null : compareMeasurements(before, now)
  const limit = slowdown ?? usualSlowdown
  const colours = coloursOf(terminal.stdout, terminal.environment)
  await writeLines(
    terminal.stdout,
    flags.json
      ? [JSON.stringify(comparison === null ? now : { ...now, comparison: { ...comparison, limit } })]
      : [
          ...benchTable(now, colours),
          ...(comparison === null ? [] : ['', ...comparisonLines(comparison, limit, colours)]),
          ...(svg === undefined ? [] : [svg]),
        ],
  )
  if (comparison === null) return exitCodes.done
  if (comparison.lines.length === 0) throw nothingInCommon(baseline!)
  return comparison.lines.some((line) => line.slowdown > limit) ? exitCodes.somePicturesFailed : exitCodes.done
}

async function measure(terminal: Terminal, { only, backend, runs, seed, clock }: BenchFlags) {
  const wanted = clock === 'time' ? backend : (backend ?? (['wasm', 'wasm-simd'] as const))
  const { backends, runtime, versions, missing, close } = await openBackends(terminal, wanted)
  await writeLines(
    terminal.stderr,
    missing.map(({ name, reason }) => `without ${name}: ${reason}`),
  )
  const { node, system, processor, processors } = describeMachine()
  const progress = createBenchProgress(terminal)
  try {
    return await measureKernels({
      clock: clock === 'time' ? () => performance.now() : processorClock,
      backends,
      runtime,
      machine: { processor: `${processor} x ${processors}`, system, engine: `Node ${node}`, clock: clocks[clock], ...versions },
      ...(only && { works: only }),
      runs,
      seed,
      signal: terminal.signal,
      report: async ({ work, size, share }) => {
        progress.show(`${work}, ${size}`, share)
        // Lets an interruption be heard.
        await setImmediate()
      },
    })
  } finally {
    progress.close()
    close()
  }
}

/** A parser of comma-separated names, none of them twice. */
function listOf<T extends string>(choices: readonly T[]): (text: string) => readonly T[] {
  const expected = `Expected some of ${choices.join(', ')}, with commas between.`
  return (text) => {
    const names = text.split(',').map((name) => oneOf(name, choices, expected))
    if (new Set(names).size < names.length) throw new InvalidArgumentError(expected)
    return names
  }
}

function needsBaseline(): TelltaleError {
  const fix = 'Add --baseline with what telltale bench --json printed earlier, or leave it out.'
  return new TelltaleError('USAGE_FLAG', '--slowdown says nothing without --baseline.', fix, { value: '--slowdown' })
}

function deviceHasNoClock(): TelltaleError {
  const fix = 'Leave webgpu or --clock out.'
  return new TelltaleError('USAGE_FLAG', '--clock processor does not count what a device computes.', fix, { value: '--clock' })
}

function deviceHasNoModel(): TelltaleError {
  const message = 'gainPipeline has no line of webgpu: Node has no runtime on the same device.'
  return new TelltaleError('USAGE_FLAG', message, 'Leave webgpu out, or measure it in a page.', { value: '--backend' })
}

function nothingInCommon(file: string): TelltaleError {
  const message = `The baseline ${file} has no line of a backend that was measured now.`
  const fix = 'Measure the baseline again with the same --only and --backend, or leave those flags out.'
  return new TelltaleError('DOCUMENT_INVALID', message, fix, { file, value: 0 })
}
