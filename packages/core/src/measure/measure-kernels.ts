import { TelltaleError } from '../errors.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { createReferenceKernels } from '../kernels/reference/index.ts'
import type { Runtime } from '../model/runtime.ts'
import { version } from '../version.ts'
import { checkOutputs } from './check-output.ts'
import { clockStep } from './clock-step.ts'
import type { Clock, Contender } from './contender.ts'
import { openCopy } from './copy-contender.ts'
import { judge } from './judge.ts'
import type { MeasuredLine, Measurements } from './measurements.ts'
import { timeContenders } from './time-contenders.ts'
import type { KernelJob, MeasuredBackend, NamedWork, Work, WorkName } from './work.ts'
import { createWorks } from './works.ts'

/** Where a measurement stands. */
export interface MeasureStanding {
  readonly work: WorkName
  readonly size: string
  /** 0..1, of everything that is to be measured. */
  readonly share: number
}

/** Something outside this program that does the same job: null where it does not know this one. Its own clock times it. */
export type OpenOutside = (job: KernelJob) => Promise<Contender | null>

export interface MeasureOptions {
  /** Milliseconds from any fixed moment on: `() => performance.now()`. */
  readonly clock: Clock
  /** What takes part beside the plain version and the memory copy, which always do. */
  readonly backends: readonly MeasuredBackend[]
  /** What runs the model of `gainPipeline` for the plain version; without it that work has no plain version. */
  readonly runtime?: Runtime
  readonly outside?: OpenOutside
  /** Names and versions of what the figures depend on: processor, engine, adapter. */
  readonly machine?: Readonly<Record<string, string>>
  /** What to measure; everything unless told. */
  readonly works?: readonly WorkName[]
  /** Timed runs of each line: from 3, 15 unless told. */
  readonly runs?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  /** Called and awaited after every round: the place to draw progress, and to let a page or a signal have its turn. */
  readonly report?: (standing: MeasureStanding) => Promise<void> | void
}

const usualRuns = 15
const fewestRuns = 3

/**
 * Times every kernel on every backend given, at a few sizes, against the f64 reference, a memory copy of the same bytes and, for HSIC, the
 * formula as it is defined; and a whole greedy step from pixels to gains. All lines of one work take turns in a random order within one
 * run, so that their ratios mean something; absolute times depend on the machine. Works in Node and in browsers alike.
 *
 * Throws BACKEND_PROBE_FAILED where a backend computes something else than the reference, USAGE_PARAMETER for too few runs, CANCELLED.
 */
export async function measureKernels(options: MeasureOptions): Promise<Measurements> {
  const { clock, works, runs = usualRuns, seed = 1 } = options
  if (!Number.isInteger(runs) || runs < fewestRuns) throw tooFewRuns(runs)
  const reference = createReferenceKernels()
  const plain: MeasuredBackend = { kernels: reference, ...(options.runtime && { runtime: options.runtime }) }
  const backends = [plain, ...options.backends]
  const copier = hostMemory(options.backends) ?? reference
  const wanted = createWorks(seed).filter(({ name }) => works === undefined || works.includes(name))
  const step = clockStep(clock)
  const startedAt = new Date().toISOString()
  const lines: MeasuredLine[] = []
  try {
    const weight = totalWeight(wanted)
    for (const [place, named] of wanted.entries()) {
      const within = { before: totalWeight(wanted.slice(0, place)) / weight, share: named.weight / weight }
      const timed = { ...options, runs, seed: seed + place, clockStep: step, within }
      lines.push(...(await measureWork(named, backends, copier, timed)))
    }
  } finally {
    reference.dispose()
  }
  return {
    schema: 'telltale-bench/1',
    telltale: version,
    machine: { ...options.machine },
    startedAt,
    seed,
    clockStep: step,
    lines,
  }
}

interface WorkOptions extends Pick<MeasureOptions, 'clock' | 'outside' | 'signal' | 'report'> {
  readonly runs: number
  readonly seed: number
  readonly clockStep: number
  /** Shares of the whole that lie before this work and in it. */
  readonly within: { readonly before: number; readonly share: number }
}

async function measureWork(
  { name, make }: NamedWork,
  backends: readonly MeasuredBackend[],
  copier: Kernels,
  options: WorkOptions,
): Promise<readonly MeasuredLine[]> {
  const work = make()
  const { before, share: whole } = options.within
  const contenders: Contender[] = []
  try {
    await openContenders(work, backends, copier, options, contenders)
    const afterRound = async (share: number): Promise<void> => {
      await options.report?.({ work: name, size: work.size, share: before + whole * share })
      throwIfCancelled(options.signal)
    }
    await afterRound(0)
    const timings = await timeContenders(contenders, { runs: options.runs, seed: options.seed, afterRound })
    await checkOutputs(`${name}, ${work.size}`, contenders)
    return judge(work, timings, options)
  } finally {
    for (const contender of contenders) await contender.close()
  }
}

/** Adds to `contenders` as it goes, so that what was opened is closed even when the next does not open. */
async function openContenders(
  work: Work,
  backends: readonly MeasuredBackend[],
  copier: Kernels,
  { clock, outside }: WorkOptions,
  contenders: Contender[],
): Promise<void> {
  for (const backend of backends) {
    const contender = await work.open(backend, clock)
    if (contender !== null) contenders.push(contender)
  }
  if (work.definition !== undefined) contenders.push(work.definition(clock))
  if (work.bytes !== null) contenders.push(openCopy(copier, work.bytes, clock))
  const other = work.job === null ? null : await outside?.(work.job)
  if (other) contenders.push(other)
}

function totalWeight(works: readonly NamedWork[]): number {
  return works.reduce((sum, { weight }) => sum + weight, 0)
}

/** The first backend whose buffers are memory of the host. */
function hostMemory(backends: readonly MeasuredBackend[]): Kernels | undefined {
  return backends.find(({ kernels }) => kernels.backend === 'wasm-simd' || kernels.backend === 'wasm')?.kernels
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TelltaleError('CANCELLED', 'The measurement was cancelled.', 'Run it again to start over.')
}

function tooFewRuns(runs: number): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `${runs} runs say nothing of their spread.`,
    `Give a whole number from ${fewestRuns}.`,
    {
      value: runs,
      limit: fewestRuns,
    },
  )
}
