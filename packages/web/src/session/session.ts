import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Explanation } from '@telltale/core'
import type { WorkerClient } from '../worker/client.ts'
import type { BackendChoice, Failure, PartialOrder } from '../worker/protocol.ts'
import { type Column, documentOf, isSameQuestion, type Question } from './column.ts'
import { createMachine, type Machine } from './machine.ts'
import { createModelDesk, type ModelDesk, type ModelState, type ModelWish } from './model-desk.ts'
import type { Scrubber } from './scrubber.ts'
import { openShown, type ShownPicture } from './shown-picture.ts'
import { createWork, failureOfCall, failureOfPage } from './work.ts'

/** Everything the page shows, and what a person can do. State changes here and nowhere else. */
export interface Session {
  readonly picture: ReadonlySignal<ShownPicture | null>
  readonly columns: ReadonlySignal<readonly Column[]>
  readonly scrubber: ReadonlySignal<Scrubber>
  readonly model: ReadonlySignal<ModelState>
  readonly wish: ReadonlySignal<ModelWish>
  readonly backend: ReadonlySignal<BackendChoice>
  readonly machine: Machine
  /** Methods of the open model; null until `listMethods` was called. */
  readonly methods: ModelDesk['methods']
  readonly listMethods: () => Promise<void>
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
  /** Opens a model and shows it the picture; what was explained before goes. */
  readonly openModel: (wish: ModelWish) => Promise<void>
  readonly computeWith: (backend: BackendChoice) => Promise<void>
  readonly openDocument: (text: string, name: string) => Promise<void>
  readonly ask: (question: Question) => Promise<void>
  readonly close: (column: number) => void
  readonly cancel: () => void
  /** Throws the worker away, for work that does not end by itself. */
  readonly stop: () => void
  readonly tell: (failure: Failure | null) => void
}

/** What the page begins with. */
export interface Beginning {
  readonly picture: ShownPicture
  readonly column: Column
  readonly scrubber: Scrubber
  /** The example's file, for whoever asks more about it. */
  readonly open: () => Promise<Blob>
}

const defaultMethod = 'submodular'
/** The model's own answer by the default method. */
export const firstQuestion: Question = { method: defaultMethod, class: null, label: null }

export function createSession(worker: WorkerClient, beginning: Beginning): Session {
  const picture = signal<ShownPicture | null>(beginning.picture)
  const columns = signal<readonly Column[]>([beginning.column])
  const scrubber = signal<Scrubber>(beginning.scrubber)
  const problem = signal<Failure | null>(null)
  const isExample = signal(true)
  const [pointed, locked] = [signal<number | null>(null), signal<number | null>(null)]
  const work = createWork()
  const desk = createModelDesk(worker, work)
  const machine = createMachine(worker, work)
  /** A model that is open is shown the picture at once: nothing else may begin in between. */
  const isPreparing = signal(false)
  let file: Blob | null = null
  /** Whether the worker holds the picture. */
  let isWithWorker = false
  let nextId = beginning.column.id + 1

  const change = (id: number, state: Column['state']): void => {
    columns.value = columns.value.map((column) => (column.id === id ? { ...column, state } : column))
  }
  const showFirst = (document: Explanation, view: Scrubber['view']): void => {
    scrubber.value = { view: document.body.answer ? view : 'show', count: answerLength(document) }
  }

  /** Shows the picture to the model once. */
  const look = async (): Promise<boolean> => {
    const shown = file
    const name = picture.value?.name ?? 'picture'
    if (!shown) return false
    try {
      const ending = await work.run(worker.call({ type: 'look', file: shown, name }))
      if (file !== shown || ending.type !== 'looked' || !picture.value) return false
      picture.value = { ...picture.value, looked: ending.looked }
      isWithWorker = true
      return true
    } catch (error) {
      const failure = failureOfCall(error)
      if (failure.code === 'CANCELLED' || file !== shown) return false
      problem.value = failure
      if (failure.code.startsWith('PICTURE_')) {
        picture.value = null
        file = null
      }
      return false
    }
  }
  /** Everything that an explanation needs: the file, a model, and the picture shown to it. */
  const prepare = async (): Promise<boolean> => {
    if (isExample.value) file = await beginning.open()
    isExample.value = false
    return (await desk.ensure()) && (isWithWorker || (await look()))
  }

  const openAndShow = async (wish: ModelWish): Promise<void> => {
    isPreparing.value = true
    try {
      if ((await desk.open(wish)) && picture.value) await prepare()
    } finally {
      isPreparing.value = false
    }
  }

  const ask: Session['ask'] = async (question) => {
    if (columns.value.some((column) => isSameQuestion(column.question, question) && column.state.kind !== 'failed')) return
    problem.value = null
    const id = nextId++
    const kept = columns.value.filter((column) => !isSameQuestion(column.question, question))
    columns.value = [...kept, { id, question, state: { kind: 'working', progress: null, partial: null } }]
    let partial: PartialOrder | null = null
    if (!(await prepare())) {
      columns.value = columns.value.filter((column) => column.id !== id)
      return
    }
    try {
      const request = { method: question.method, target: question.class }
      const pending = worker.call({ type: 'explain', request }, (arrival) => {
        const before = columns.value.find((column) => column.id === id)?.state
        if (before?.kind !== 'working') return
        if (arrival.type === 'partial') partial = arrival.partial
        const progress = arrival.type === 'progress' ? arrival.progress : before.progress
        change(id, { kind: 'working', progress, partial })
      })
      const ending = await work.run(pending)
      if (ending.type !== 'done') return
      change(id, { kind: 'done', document: ending.document })
      showFirst(ending.document, columns.value.length === 1 ? 'answer' : scrubber.value.view)
    } catch (error) {
      const failure = failureOfCall(error)
      if (failure.code === 'BACKEND_LOST' || failure.code === 'MODEL_CRASHED') forgetModel()
      change(id, failure.code === 'CANCELLED' ? { kind: 'cancelled', partial } : { kind: 'failed', failure })
    }
  }

  /** What computed is gone; the next question opens it anew. */
  const forgetModel = (): void => {
    isWithWorker = false
    desk.forget()
  }
  const reset = (): void => {
    work.cancel()
    problem.value = null
    columns.value = []
    pointed.value = null
    locked.value = null
  }

  return {
    ...{ picture, columns, scrubber, machine, problem, isExample, pointed, locked, ask },
    model: desk.state,
    wish: desk.wish,
    backend: desk.backend,
    methods: desk.methods,
    listMethods: async () => {
      try {
        if (await prepare()) await desk.listMethods()
      } catch (error) {
        problem.value = failureOfCall(error)
      }
    },
    busy: computed(() => isPreparing.value || work.current.value !== null || desk.state.value.kind === 'opening'),
    scrub: (given) => {
      scrubber.value = { ...scrubber.value, ...given }
    },
    openModel: async (wish) => {
      reset()
      isWithWorker = false
      if (picture.value) picture.value = { ...picture.value, looked: null }
      await openAndShow(wish)
    },
    computeWith: async (backend) => {
      desk.choose(backend)
      isWithWorker = false
      if (desk.state.value.kind !== 'asleep') await openAndShow(desk.wish.value)
    },
    openPicture: async (blob, name) => {
      work.cancel()
      const shown = await openShown(blob, name)
      const awaited = picture.value === null ? columns.value.flatMap((column) => documentOf(column) ?? []) : []
      file = blob
      isWithWorker = false
      isExample.value = false
      if (picture.value?.url.startsWith('blob:')) URL.revokeObjectURL(picture.value.url)
      if (awaited.some(({ body }) => body.picture.sha256.file === shown.sha256)) {
        picture.value = shown
        return
      }
      reset()
      picture.value = shown
      await ask(firstQuestion)
    },
    openDocument: async (text, name) => {
      try {
        const { readExplanation } = await import('./read-document.ts')
        const document = readExplanation(text, name)
        const { method, target } = document.body
        const question = { method: method.name, class: target.class, label: target.label }
        const column: Column = { id: nextId++, question, state: { kind: 'done', document } }
        const isOfPicture = !isExample.value && picture.value?.sha256 === document.body.picture.sha256.file
        const others = isOfPicture ? columns.value.filter((other) => !isSameQuestion(other.question, question)) : []
        if (!isOfPicture) {
          reset()
          picture.value = null
          file = null
          isWithWorker = false
        }
        isExample.value = false
        columns.value = [...others, column]
        showFirst(document, 'answer')
      } catch (error) {
        problem.value = failureOfPage(error)
      }
    },
    close: (id) => {
      const column = columns.value.find((one) => one.id === id)
      if (column?.state.kind === 'working') work.cancel()
      columns.value = columns.value.filter((one) => one.id !== id)
    },
    cancel: work.cancel,
    stop: () => {
      worker.restart()
      forgetModel()
    },
    tell: (failure) => {
      problem.value = failure
    },
  }
}

/** Where the scrubber rests: at the regions of the answer, or a tenth of all. */
function answerLength({ body }: Explanation): number {
  return body.answer?.regions.length ?? Math.ceil(body.regions.count / 10)
}
