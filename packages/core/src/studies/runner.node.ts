import { TelltaleError } from '../errors.ts'
import type { RunFolder } from './run-folder.node.ts'

/** One piece of work. */
export interface Unit {
  /** Says what the work is about, whatever it is called: equal keys are done once. Null where nothing is known but that it fails. */
  readonly key: string | null
  /** What leads back to it; becomes part of its journal line. */
  readonly about: Readonly<Record<string, unknown>>
  /** Why it cannot be done, where that is known already. */
  readonly refusal?: TelltaleError
}

/** A journal line. `same` stands for a unit that another one with the same key was done for. */
export type RunLine<R extends object> = { readonly key: string | null; readonly [about: string]: unknown } & (
  | ({ readonly status: 'done' } & R)
  | { readonly status: 'failed'; readonly code: string; readonly message: string; readonly fix: string }
  | { readonly status: 'same' }
)

export interface RunnerOptions<U extends Unit, R extends object> {
  readonly folder: RunFolder
  readonly units: AsyncIterable<U>
  /** Units that may be under way at the same time. */
  readonly lanes: number
  /** Keys that are settled already; gets those of this run added. */
  readonly settled: Map<string, 'done' | 'failed'>
  /** The result of a unit that was finished but not journalled, as after a kill; null where there is none. */
  readonly adopt: (unit: U) => Promise<R | null>
  /** Does the work. What it throws fails the unit, unless `isFatal` says that no other could succeed either. */
  readonly perform: (unit: U) => Promise<R>
  readonly isFatal: (error: unknown) => boolean
  /** Makes results survive a power cut, before the journal does. */
  readonly settle: (results: readonly R[]) => Promise<void>
  /** Stops taking up further units; those under way are finished. */
  readonly signal: AbortSignal
  /** Gets every line that was written, with the error where a unit failed. */
  readonly onLine: (line: RunLine<R>, unit: U, error?: unknown) => void
}

const settleUnits = 64
const settleMilliseconds = 1000

/**
 * Does every unit once, several at a time, and journals each result right after it exists. Killed at any moment, it can be run again with the
 * same folder: what is journalled is not repeated, and what was finished without its line is adopted. Returns once all units that were taken up
 * are settled; throws the first fatal error, after the others under way have ended.
 */
export async function runUnits<U extends Unit, R extends object>(options: RunnerOptions<U, R>): Promise<void> {
  const { folder, units, lanes, settled, adopt, perform, isFatal, settle, signal, onLine } = options
  const underWay = new Map<string, Promise<void>>()
  const running = new Set<Promise<void>>()
  const unsettled: R[] = []
  let settledAt = performance.now()
  let settling: Promise<void> = Promise.resolve()
  let fatal: { readonly error: unknown } | null = null

  const write = (line: RunLine<R>, unit: U, error?: unknown): void => {
    folder.journal.append(line)
    onLine(line, unit, error)
  }

  const doUnit = async (unit: U): Promise<void> => {
    const { key, about } = unit
    try {
      if (unit.refusal) throw unit.refusal
      const result = (await adopt(unit)) ?? (await perform(unit))
      write({ ...about, key, status: 'done', ...result }, unit)
      if (key !== null) settled.set(key, 'done')
      unsettled.push(result)
      settleNowAndThen()
    } catch (error) {
      if (isFatal(error)) return stop(error)
      try {
        write({ ...about, key, status: 'failed', ...failureOf(error) }, unit, error)
        if (key !== null) settled.set(key, 'failed')
      } catch (diskError) {
        stop(diskError)
      }
    }
  }

  /** A unit whose key is under way waits for it, and shares how it ends. */
  const takeUp = async (unit: U): Promise<void> => {
    const { key, about } = unit
    if (key === null) return await doUnit(unit)
    await underWay.get(key)
    const outcome = settled.get(key)
    if (outcome !== undefined || fatal) {
      if (!fatal) write({ ...about, key, status: 'same' }, unit)
      return
    }
    const work = doUnit(unit)
    underWay.set(key, work)
    await work
    underWay.delete(key)
  }

  function settleNowAndThen(): void {
    if (unsettled.length < settleUnits && performance.now() - settledAt < settleMilliseconds) return
    settledAt = performance.now()
    const results = unsettled.splice(0)
    settling = settling.then(() => settleAll(results)).catch(stop)
  }

  async function settleAll(results: readonly R[]): Promise<void> {
    if (results.length > 0) await settle(results)
    await folder.journal.settle()
  }

  function stop(error: unknown): void {
    fatal ??= { error }
  }

  for await (const unit of units) {
    if (signal.aborted || fatal) break
    const work = takeUp(unit)
      .catch(stop)
      .finally(() => running.delete(work))
    running.add(work)
    if (running.size >= lanes) await Promise.race(running)
    if (signal.aborted || fatal) break
  }
  await Promise.all(running)
  await settling
  await settleAll(unsettled.splice(0)).catch(stop)
  if (fatal) throw (fatal as { readonly error: unknown }).error
}

function failureOf(error: unknown): { readonly code: string; readonly message: string; readonly fix: string } {
  if (error instanceof TelltaleError) return { code: error.code, message: error.message, fix: error.fix }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, fix: 'This is a fault in Telltale, not in your files: report it.' }
}
