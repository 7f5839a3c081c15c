import { TelltaleError } from '../../src/errors.ts'

/** Every run of the suite sees the same files. */
export const seed = 20261129

/** Seconds of computing that no damaged file may take; most take a few milliseconds. What waits for ever meets the time limit of its test. */
const longest = 30

/** `fine`, the code of a foreseen error, or else what was not foreseen, in words. */
export async function outcomeOf(work: () => unknown): Promise<string> {
  const started = computed()
  const outcome = await Promise.resolve()
    .then(work)
    .then(
      () => 'fine',
      (error: unknown) => (error instanceof TelltaleError ? error.code : `no coded error: ${describe(error)}`),
    )
  const taken = computed() - started
  return taken <= longest ? outcome : `${outcome}, after ${Math.round(taken)} s`
}

/** Seconds that this process has computed so far, on all its threads. */
function computed(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join('\n') : String(error)
}
