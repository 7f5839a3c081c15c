import { type Explanation, explain, type Picture, readPicture, TelltaleError } from '@telltale/core'
import { failureOf } from './failure.ts'
import { lookAt } from './look-at.ts'
import { describeModel, type OpenedModel, openGivenModel } from './open-model.ts'
import { createPartials } from './partials.ts'
import type { ExplainRequest, FromWorker, Loading, ToWorker } from './protocol.ts'

type Send = (message: FromWorker) => void
type Order<Type extends ToWorker['type']> = Extract<ToWorker, { readonly type: Type }>

/** Everything that computes: one model, one set of kernels, one picture at a time. Messages in, messages out. */
export function createEngine(send: Send): (message: ToWorker) => Promise<void> {
  const stops = new Map<number, AbortController>()
  let opened: OpenedModel | null = null
  let isRuntimeFetched = false
  let picture: Picture | null = null

  const close = async (): Promise<void> => {
    const last = opened
    opened = null
    await last?.dispose()
  }
  const open = async (order: Order<'open'>): Promise<FromWorker> => {
    await close()
    const { call } = order
    const report = (loading: Loading): void => send({ call, type: 'loading', loading })
    opened = await openGivenModel(order, isRuntimeFetched ? 'fetched' : 'to fetch', report)
    isRuntimeFetched = true
    return { call, type: 'ready', model: describeModel(opened) }
  }

  const look = async ({ call, file, name }: Order<'look'>): Promise<FromWorker> => {
    const { model, kernels } = required(opened)
    picture = null
    const read = await readPicture(file, { name })
    const looked = await lookAt(model, read, kernels)
    picture = read
    return { call, type: 'looked', looked }
  }

  const explainNow = async (call: number, request: ExplainRequest, signal: AbortSignal): Promise<FromWorker> => {
    const { model, kernels } = required(opened)
    const shown = required(picture)
    const document: Explanation = await explain(model, shown, {
      method: request.method,
      target: request.target ?? 'top1',
      ...(request.against === undefined ? {} : { against: request.against }),
      kernels,
      signal,
      onProgress: (progress) => send({ call, type: 'progress', progress }),
      onPartial: createPartials(model, shown, (partial) => send({ call, type: 'partial', partial })),
    })
    return { call, type: 'done', document }
  }

  const answer = async (message: Exclude<ToWorker, { type: 'cancel' }>, signal: AbortSignal): Promise<FromWorker> => {
    const { call } = message
    switch (message.type) {
      case 'open':
        return await open(message)
      case 'look':
        return await look(message)
      case 'explain':
        return await explainNow(call, message.request, signal)
      case 'suit': {
        const { suitedMethodsOf } = await import('./suited-methods.ts')
        return { call, type: 'suited', methods: await suitedMethodsOf(required(opened).model) }
      }
      case 'examine':
        return { call, type: 'examined', findings: await (await import('./examine.ts')).examine() }
      case 'bench': {
        const { measure } = await import('./measure.ts')
        const report = (what: string, share: number): void => send({ call, type: 'measuring', what, share })
        return { call, type: 'measured', measurements: await measure(report, signal) }
      }
    }
  }

  const perform = async (message: Exclude<ToWorker, { type: 'cancel' }>, signal: AbortSignal): Promise<void> => {
    const { call } = message
    try {
      if (signal.aborted) throw new TelltaleError('CANCELLED', 'It was cancelled before it began.', 'Start it again.')
      send(await answer(message, signal))
    } catch (error) {
      send({ call, type: 'failed', failure: failureOf(error) })
    } finally {
      stops.delete(call)
    }
  }
  // One call at a time: the model's session and the kernels' buffers are shared.
  let last = Promise.resolve()
  return async (message) => {
    if (message.type === 'cancel') return stops.get(message.stop)?.abort()
    const stop = new AbortController()
    stops.set(message.call, stop)
    last = last.then(() => perform(message, stop.signal))
    await last
  }
}

function required<T>(value: T | null): T {
  if (value !== null) return value
  throw new TelltaleError('USAGE_PARAMETER', 'There is no model and no picture yet.', 'Open a model and a picture first.')
}
