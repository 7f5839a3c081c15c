import { type ReadonlySignal, signal } from '@preact/signals'
import type { Measurements } from '@telltale/core'
import type { WorkerClient } from '../worker/client.ts'
import type { Failure, Finding } from '../worker/protocol.ts'
import { failureOfCall, type Work } from './work.ts'

/** Something that is done on demand, and how far it is. */
export type Errand<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly what: string; readonly share: number | null }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What this browser can compute with, and how fast. */
export interface Machine {
  readonly examined: ReadonlySignal<Errand<readonly Finding[]>>
  readonly measured: ReadonlySignal<Errand<Measurements>>
  readonly examine: () => Promise<void>
  readonly measure: () => Promise<void>
}

export function createMachine(worker: WorkerClient, work: Work): Machine {
  const examined = signal<Errand<readonly Finding[]>>({ kind: 'idle' })
  const measured = signal<Errand<Measurements>>({ kind: 'idle' })
  return {
    ...{ examined, measured },
    examine: async () => {
      examined.value = { kind: 'working', what: 'Trying kernels, inference and pictures', share: null }
      try {
        const ending = await work.run(worker.call({ type: 'examine' }))
        if (ending.type === 'examined') examined.value = { kind: 'done', result: ending.findings }
      } catch (error) {
        examined.value = ended(failureOfCall(error))
      }
    },
    measure: async () => {
      measured.value = { kind: 'working', what: 'Getting ready', share: 0 }
      try {
        const pending = worker.call({ type: 'bench' }, (arrival) => {
          if (arrival.type === 'measuring') measured.value = { kind: 'working', what: arrival.what, share: arrival.share }
        })
        const ending = await work.run(pending)
        if (ending.type === 'measured') measured.value = { kind: 'done', result: ending.measurements }
      } catch (error) {
        measured.value = ended(failureOfCall(error))
      }
    },
  }
}

function ended<Result>(failure: Failure): Errand<Result> {
  return failure.code === 'CANCELLED' ? { kind: 'idle' } : { kind: 'failed', failure }
}
