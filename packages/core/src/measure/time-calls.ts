import type { Clock, Contender } from './contender.ts'

/** Times an asynchronous function whose result the host gets. Each result is kept, so that no call can be left out. */
export function timeCalls(call: () => Promise<ArrayLike<number>>, clock: Clock): Pick<Contender, 'time' | 'spoil' | 'output'> {
  let last: ArrayLike<number> | null = null
  return {
    time: async (repeats) => {
      const start = clock()
      for (let i = 0; i < repeats; i++) last = await call()
      return clock() - start
    },
    spoil: () => {
      last = null
    },
    output: async () => last,
  }
}
