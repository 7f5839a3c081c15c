import { TelltaleError } from '../../src/errors.ts'

/** Every run of the suite sees the same files. */
export const seed = 20261129

/** Milliseconds that no damaged file may keep a process; one that hangs takes for ever, and one that is well takes a few. */
const longest = 10_000

/** `fine`, the code of a foreseen error, or else what was not foreseen, in words. */
export async function outcomeOf(work: () => unknown): Promise<string> {
  const started = performance.now()
  const outcome = await Promise.resolve()
    .then(work)
    .then(
      () => 'fine',
      (error: unknown) => (error instanceof TelltaleError ? error.code : `no coded error: ${describe(error)}`),
    )
  const taken = performance.now() - started
  return taken <= longest ? outcome : `${outcome}, after ${Math.round(taken / 1000)} s`
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join('\n') : String(error)
}
