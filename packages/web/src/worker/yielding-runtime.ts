import type { Runtime, Session } from '@telltale/core'

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

/** A turn of the event loop. Timers would wait 4 ms each; a message does not. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
