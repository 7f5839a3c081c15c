import { type ReadonlySignal, signal } from '@preact/signals'
import type { Preprocess } from '@telltale/core'
import type { WorkerClient } from '../worker/client.ts'
import type { BackendChoice, Failure, Loading, ModelCard, ModelSource, SuitedMethod } from '../worker/protocol.ts'
import { failureOfCall, type Work } from './work.ts'

/** Which model is wanted, and what a person said of it. */
export interface ModelWish {
  readonly source: ModelSource
  readonly preprocess?: Partial<Preprocess>
  readonly output?: string
}

export type ModelState =
  /** Not loaded: nothing needs it before a picture comes. */
  | { readonly kind: 'asleep' }
  | { readonly kind: 'opening'; readonly name: string; readonly loading: Loading | null }
  | { readonly kind: 'ready'; readonly card: ModelCard }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly name: string }

/** The one model of the page. */
export interface ModelDesk {
  readonly state: ReadonlySignal<ModelState>
  /** What is open, or was asked for last. */
  readonly wish: ReadonlySignal<ModelWish>
  readonly backend: ReadonlySignal<BackendChoice>
  /** Methods of the model that is open, once they were asked for. */
  readonly methods: ReadonlySignal<readonly SuitedMethod[] | null>
  readonly open: (wish: ModelWish) => Promise<boolean>
  readonly listMethods: () => Promise<void>
  /** Computes elsewhere from the next opening on. */
  readonly choose: (backend: BackendChoice) => void
  /** Opens what is wanted where it is not open. */
  readonly ensure: () => Promise<boolean>
  /** The worker is gone, and what it had opened. */
  readonly forget: () => void
}

export const embedded: ModelWish = { source: { kind: 'embedded' } }

export function createModelDesk(worker: WorkerClient, work: Work): ModelDesk {
  const state = signal<ModelState>({ kind: 'asleep' })
  const wish = signal<ModelWish>(embedded)
  const backend = signal<BackendChoice>('auto')
  const methods = signal<readonly SuitedMethod[] | null>(null)

  const open: ModelDesk['open'] = async (wanted) => {
    wish.value = wanted
    methods.value = null
    const { source, preprocess, output } = wanted
    const name = nameOf(source)
    const set = (next: ModelState): void => {
      if (wish.value === wanted) state.value = next
    }
    set({ kind: 'opening', name, loading: null })
    try {
      const order = {
        ...{ type: 'open' as const, model: source, backend: backend.value },
        ...(preprocess ? { preprocess } : {}),
        ...(output === undefined ? {} : { output }),
      }
      const pending = worker.call(order, (arrival) => {
        if (arrival.type === 'loading') set({ kind: 'opening', name, loading: arrival.loading })
      })
      const ending = await work.run(pending)
      if (ending.type === 'ready') set({ kind: 'ready', card: ending.model })
      return wish.value === wanted
    } catch (error) {
      const failure = failureOfCall(error)
      set(failure.code === 'CANCELLED' ? { kind: 'asleep' } : { kind: 'failed', failure, name })
      return false
    }
  }
  return {
    ...{ state, wish, backend, methods, open },
    listMethods: async () => {
      const ending = await work.run(worker.call({ type: 'suit' }))
      if (ending.type === 'suited') methods.value = ending.methods
    },
    choose: (choice) => {
      backend.value = choice
    },
    ensure: async () => state.value.kind === 'ready' || (await open(wish.value)),
    forget: () => {
      state.value = { kind: 'asleep' }
    },
  }
}

function nameOf(source: ModelSource): string {
  if (source.kind === 'embedded') return 'the built-in model'
  return source.files.find(({ path }) => path.toLowerCase().endsWith('.onnx'))?.path ?? 'the model'
}
