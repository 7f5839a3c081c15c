import type { Session } from './runtime.ts'

/** A session of a graph that was derived from the model, and what its inputs and outputs are called there. */
export interface DerivedSession {
  readonly session: Session
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** Sessions of derived graphs, each opened when it is first asked for and kept for whoever asks again, as the next picture of a batch. */
export interface DerivedSessions {
  /** Works with the session of that name, one caller after another. What `open` throws is thrown, and the next caller tries again. */
  readonly use: <R>(
    name: string,
    open: () => Promise<DerivedSession>,
    work: (derived: DerivedSession) => Promise<R>,
  ) => Promise<R>
  readonly dispose: () => Promise<void>
}

const mostSessions = 6
/** Those in front of a layer and behind it take turns. */
const leastSessions = 2
/** All together, for each holds its own copy of the weights it reads. */
const mostBytes = 2 ** 31

/** How many sessions are kept of a model with that many bytes of weights: 6, fewer where copies of the weights would take more than 2 GiB, 2 at least. */
export function sessionsWithin(weightBytes: number): number {
  return Math.min(mostSessions, Math.max(leastSessions, Math.floor(mostBytes / Math.max(1, weightBytes))))
}

interface Kept {
  readonly opened: Promise<DerivedSession>
  /** Settles when nobody works with the session any more. */
  last: Promise<unknown>
}

/** Keeps the sessions used last, that many of them. */
export function createDerivedSessions(most = mostSessions): DerivedSessions {
  // In the order of their last use.
  const kept = new Map<string, Kept>()
  let closed: Promise<unknown> = Promise.resolve()
  const close = async (name: string, { opened, last }: Kept): Promise<void> => {
    kept.delete(name)
    await last
    await opened.then(
      ({ session }) => session.dispose(),
      () => undefined,
    )
  }
  return {
    use: async (name, open, work) => {
      const found = kept.get(name) ?? { opened: open(), last: Promise.resolve() }
      kept.delete(name)
      kept.set(name, found)
      const worked = found.last.then(async () => work(await found.opened))
      found.last = worked.catch(() => undefined)
      found.opened.catch(() => kept.get(name) === found && kept.delete(name))
      const [oldest] = kept
      // Not waited for: whoever still works with the oldest may be waiting for this one.
      if (kept.size > most && oldest) closed = Promise.allSettled([closed, close(...oldest)])
      return worked
    },
    dispose: async () => {
      await Promise.all([closed, ...Array.from(kept, ([name, one]) => close(name, one))])
    },
  }
}
