import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Preprocess } from '@telltale/core'
import { type Pending, type WorkerClient, WorkFailed } from '../worker/client.ts'
import type { Failure, ModelCard, ModelSource } from '../worker/protocol.ts'
import { type Column, type documentOf, isSameQuestion, type Question } from './column.ts'
import type { Scrubber } from './scrubber.ts'
import { type ShownPicture, sizeOf } from './shown-picture.ts'

export type ModelState =
  /** The embedded model, not loaded yet: nothing needs it before a picture comes. */
  | { readonly kind: 'asleep' }
  | { readonly kind: 'opening'; readonly name: string }
  | { readonly kind: 'ready'; readonly card: ModelCard; readonly source: ModelSource }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly name: string }

/** Everything the page shows, and what a person can do. State changes here and nowhere else. */
export interface Session {
  readonly picture: ReadonlySignal<ShownPicture | null>
  readonly columns: ReadonlySignal<readonly Column[]>
  readonly scrubber: ReadonlySignal<Scrubber>
  readonly model: ReadonlySignal<ModelState>
  /** What went wrong last and belongs to no column. */
  readonly problem: ReadonlySignal<Failure | null>
  /** Whether the page shows the stored example, which nobody asked for. */
  readonly isExample: ReadonlySignal<boolean>
  readonly busy: ReadonlySignal<boolean>
  /** Region under the pointer, and the one that a click locked; null for none. */
  readonly pointed: Signal<number | null>
  readonly locked: Signal<number | null>
  readonly scrub: (change: Partial<Scrubber>) => void
  readonly openPicture: (file: Blob, name: string) => Promise<void>
  readonly openModel: (source: ModelSource, preprocess?: Partial<Preprocess>) => Promise<void>
  readonly openDocument: (text: string, name: string) => Promise<void>
  readonly ask: (question: Question) => Promise<void>
  readonly close: (column: number) => void
  readonly cancel: () => void
  /** Throws the worker away, for work that does not end by itself. */
  readonly stop: () => void
  readonly forgive: () => void
}

/** What the page begins with. */
export interface Beginning {
  readonly picture: ShownPicture
  readonly column: Column
  readonly scrubber: Scrubber
}

export const defaultMethod = 'submodular'

export function createSession(worker: WorkerClient, beginning: Beginning): Session {
  const picture = signal<ShownPicture | null>(beginning.picture)
  const columns = signal<readonly Column[]>([beginning.column])
  const scrubber = signal<Scrubber>(beginning.scrubber)
  const model = signal<ModelState>({ kind: 'asleep' })
  const problem = signal<Failure | null>(null)
  const isExample = signal(true)
  const working = signal<Pending | null>(null)
  const pointed = signal<number | null>(null)
  const locked = signal<number | null>(null)
  let file: { readonly blob: Blob; readonly name: string } | null = null
  let nextId = beginning.column.id + 1

  const change = (id: number, state: Column['state']): void => {
    columns.value = columns.value.map((column) => (column.id === id ? { ...column, state } : column))
  }
  const run = async (pending: Pending) => {
    working.value = pending
    try {
      return await pending.ended
    } finally {
      if (working.value === pending) working.value = null
    }
  }
  const failed = (error: unknown): Failure => {
    if (error instanceof WorkFailed) return error.failure
    throw error
  }

  const openModel: Session['openModel'] = async (source, preprocess) => {
    const name = source.kind === 'embedded' ? 'the embedded model' : (source.files[0]?.name ?? 'model')
    model.value = { kind: 'opening', name }
    try {
      const call = { type: 'open', model: source, backend: 'auto', ...(preprocess ? { preprocess } : {}) } as const
      const ending = await run(worker.call(call))
      if (ending.type === 'ready') model.value = { kind: 'ready', card: ending.model, source }
    } catch (error) {
      model.value = { kind: 'failed', failure: failed(error), name }
      return
    }
    if (file) await look()
  }

  const ensureModel = async (): Promise<boolean> => {
    if (model.value.kind === 'asleep' || model.value.kind === 'failed') await openModel({ kind: 'embedded' })
    return model.value.kind === 'ready'
  }

  /** Shows the picture to the model once. */
  const look = async (): Promise<boolean> => {
    if (!file) return false
    try {
      const ending = await run(worker.call({ type: 'look', file: file.blob, name: file.name }))
      if (ending.type === 'looked' && picture.value) picture.value = { ...picture.value, looked: ending.looked }
      return true
    } catch (error) {
      problem.value = failed(error)
      return false
    }
  }

  const ask: Session['ask'] = async (question) => {
    if (columns.value.some((column) => isSameQuestion(column.question, question) && column.state.kind !== 'failed')) return
    const id = nextId++
    const kept = columns.value.filter((column) => !isSameQuestion(column.question, question))
    columns.value = [...kept, { id, question, state: { kind: 'working', progress: null, partial: null } }]
    let partial: Extract<Column['state'], { kind: 'working' }>['partial'] = null
    try {
      const request = { method: question.method, target: question.class }
      const pending = worker.call({ type: 'explain', request }, (arrival) => {
        const before = columns.value.find((column) => column.id === id)?.state
        if (before?.kind !== 'working') return
        if (arrival.type === 'partial') partial = arrival.partial
        const progress = arrival.type === 'progress' ? arrival.progress : before.progress
        change(id, { kind: 'working', progress, partial })
      })
      const ending = await run(pending)
      if (ending.type !== 'done') return
      change(id, { kind: 'done', document: ending.document })
      scrubber.value = { ...scrubber.value, view: 'answer', count: answerLength(ending.document) }
    } catch (error) {
      const failure = failed(error)
      change(id, failure.code === 'CANCELLED' ? { kind: 'cancelled', partial } : { kind: 'failed', failure })
    }
  }

  return {
    ...{ picture, columns, scrubber, model, problem, isExample, pointed, locked },
    busy: computed(() => working.value !== null || model.value.kind === 'opening'),
    scrub: (given) => {
      scrubber.value = { ...scrubber.value, ...given }
    },
    openModel,
    openPicture: async (blob, name) => {
      working.value?.cancel()
      problem.value = null
      const url = URL.createObjectURL(blob)
      let size: { width: number; height: number }
      try {
        size = await sizeOf(url)
      } catch {
        size = { width: 4, height: 3 }
      }
      file = { blob, name }
      isExample.value = false
      picture.value = { name, url, ...size, looked: null }
      columns.value = []
      locked.value = null
      const mine = file
      if (!(await ensureModel()) || file !== mine) return
      // Opening the model shows it the picture as well.
      if (!picture.value?.looked && !(await look())) return
      if (file !== mine) return
      await ask({ method: defaultMethod, class: null, label: null })
    },
    openDocument: async (text, name) => {
      try {
        const { readExplanation } = await import('./read-document.ts')
        const document = readExplanation(text, name)
        const question = {
          method: document.body.method.name,
          class: document.body.target.class,
          label: document.body.target.label,
        }
        isExample.value = false
        columns.value = [{ id: nextId++, question, state: { kind: 'done', document } }]
        scrubber.value = { view: 'answer', count: answerLength(document) }
        if (picture.value?.name !== document.body.picture.name) picture.value = null
      } catch (error) {
        problem.value = plainFailure(error)
      }
    },
    ask,
    close: (id) => {
      const column = columns.value.find((one) => one.id === id)
      if (column?.state.kind === 'working') working.value?.cancel()
      columns.value = columns.value.filter((one) => one.id !== id)
    },
    cancel: () => working.value?.cancel(),
    stop: () => {
      worker.restart()
      model.value = { kind: 'asleep' }
    },
    forgive: () => {
      problem.value = null
    },
  }
}

/** Where the scrubber rests: at the regions of the answer, or a tenth of all. */
function answerLength(document: NonNullable<ReturnType<typeof documentOf>>): number {
  return document.body.answer?.regions.length ?? Math.ceil(document.body.regions.count / 10)
}

function plainFailure(error: unknown): Failure {
  const {
    code = 'INTERNAL',
    message,
    fix = 'Report this: it is a fault in Telltale.',
    where = {},
  } = error as Partial<Failure> & Error
  return { code, message, fix, where }
}
