import type { Classifier } from './classifier.ts'
import { createDerivedSessions, sessionsWithin } from './derived-sessions.ts'
import type { Network } from './network.ts'
import type { NetworkSource } from './open-network.ts'
import type { Session } from './runtime.ts'

/** What hangs on one graph of a classifier: its session, what is derived from it, and how all of that ends. `source` is asked when a method looks inside. */
export function openedGraph(
  session: Session,
  weights: Classifier['onnx']['weights'],
  source: () => NetworkSource | Promise<NetworkSource>,
): Pick<Classifier, 'session' | 'network' | 'derived' | 'dispose'> {
  const derived = createDerivedSessions(
    sessionsWithin([...weights.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)),
  )
  let network: Promise<Network> | null = null
  // Loaded when a method looks inside: most pages never do.
  const openInside = async (): Promise<Network> => {
    const { openNetwork } = await import('./open-network.ts')
    return await openNetwork(await source())
  }
  return {
    session,
    network: () => {
      network ??= openInside()
      return network
    },
    derived,
    dispose: async () => {
      await derived.dispose()
      await session.dispose()
    },
  }
}
