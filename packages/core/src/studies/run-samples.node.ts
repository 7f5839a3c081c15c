import { TelltaleError } from '../errors.ts'
import { createRecordStore, sampleKey } from './record-store.node.ts'
import type { RunFolder } from './run-folder.node.ts'
import { runUnits, type Unit } from './runner.node.ts'

/** What the journal of a study says of its samples. */
export interface SampleState {
  readonly done: ReadonlySet<string>
  readonly failed: ReadonlyMap<string, SampleFailure>
  /** Takes up a journal line. */
  readonly visit: (line: unknown) => void
}

export interface SampleFailure {
  readonly sample: string
  readonly code: string
  readonly message: string
}

/** The state of a study before its first line. What is said last of a sample counts. */
export function createSampleState(): SampleState {
  const done = new Set<string>()
  const failed = new Map<string, SampleFailure>()
  return {
    done,
    failed,
    visit: (line) => {
      const { sample, status, code, message } = line as Record<string, unknown>
      if (typeof sample !== 'string') return
      if (status === 'done') {
        done.add(sample)
        failed.delete(sample)
      } else if (status === 'failed' && !done.has(sample)) {
        failed.set(sample, { sample, code: String(code ?? 'INTERNAL'), message: String(message ?? '') })
      }
    },
  }
}

export interface SampleRun {
  readonly folder: RunFolder
  /** As the journal had it; gets what becomes of the samples of this run. */
  readonly state: SampleState
  /** Ids. */
  readonly samples: readonly string[]
  /** Samples that may be under way at the same time. */
  readonly lanes: number
  /** Whether samples that failed before are tried again. */
  readonly retriesFailed: boolean
  /** Measures a sample: its record as plain JSON. What it throws fails the sample, unless no other could succeed either. */
  readonly measure: (sample: string) => Promise<unknown>
  /** Whether an error says that no other sample could succeed, besides those of disk, backend and cancellation. */
  readonly isFatal: (error: unknown) => boolean
  readonly signal: AbortSignal
  /** Gets each sample as it is settled, with the error where it failed. */
  readonly onSample: (sample: string, error: unknown) => void
}

/** What the journal says of a sample that is done. */
interface SampleResult {
  readonly sample: string
  readonly record: string
}

/**
 * Measures every sample once: its record is written whole, then journalled. Killed at any moment it can be run again on the same folder. A sample
 * that fails is a line of the journal with its code, and the run goes on.
 */
export async function runSamples(run: SampleRun): Promise<void> {
  const { folder, state, lanes, measure, signal } = run
  const store = createRecordStore(folder.path)
  await runUnits<Unit & { readonly sample: string }, SampleResult>({
    folder,
    units: unitsOf(samplesLeft(run)),
    lanes,
    settled: new Map(),
    adopt: async ({ sample, key }) => ((await store.has(sample)) ? { sample, record: `records/${key}.json` } : null),
    perform: async ({ sample, key }) => {
      await store.put(sample, await measure(sample))
      return { sample, record: `records/${key}.json` }
    },
    isFatal: (error) => isFatal(error) || run.isFatal(error),
    settle: async (results) => await store.settle(results.map(({ sample }) => sample)),
    signal,
    onLine: (line, { sample }, error) => {
      state.visit(line)
      run.onSample(sample, error)
    },
  })
}

/** Samples that are still to be measured. */
export function samplesLeft({
  samples,
  state,
  retriesFailed,
}: Pick<SampleRun, 'samples' | 'state' | 'retriesFailed'>): readonly string[] {
  return samples.filter((sample) => !state.done.has(sample) && (retriesFailed || !state.failed.has(sample)))
}

async function* unitsOf(samples: readonly string[]): AsyncGenerator<Unit & { readonly sample: string }> {
  for (const sample of samples) yield { key: await sampleKey(sample), about: { sample }, sample }
}

const fatalFamilies = /^(RUN_|BACKEND_|CANCELLED)/

function isFatal(error: unknown): boolean {
  return error instanceof TelltaleError && fatalFamilies.test(error.code)
}
