import type { Runtime, Session } from '@telltale/core'
import { nextTask } from './next-task.ts'

/**
 * The same runtime, but after each batch it lets messages in: without that a cancellation would wait until the whole explanation is done, since
 * a batch that computes in this thread never gives the event loop a turn.
 */
export function yieldingRuntime(runtime: Runtime): Runtime {
  return {
    ...runtime,
    open: async (model, weights) => yieldingSession(await runtime.open(model, weights)),
  }
}

function yieldingSession(session: Session): Session {
  return {
    ...session,
    run: async (inputs, outputs, batch) => {
      await session.run(inputs, outputs, batch)
      await nextTask()
    },
  }
}
