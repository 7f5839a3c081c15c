import { createKernels, type Explanation, explain, type Kernels, type Picture, readPicture, TelltaleError } from '@telltale/core'
import { failureOf } from './failure.ts'
import { lookAt } from './look-at.ts'
import { describeModel, type OpenedModel, openClassifierOf } from './open-model.ts'
import { createPartials } from './partials.ts'
import type { ExplainRequest, FromWorker, ToWorker } from './protocol.ts'

type Send = (message: FromWorker) => void

/** Everything that computes: one model, one set of kernels, one picture at a time. Messages in, messages out. */
export function createEngine(send: Send): (message: ToWorker) => Promise<void> {
  const stops = new Map<number, AbortController>()
  let opened: OpenedModel | null = null
  let kernels: Kernels | null = null
  let picture: Picture | null = null

  const open = async (message: Extract<ToWorker, { type: 'open' }>): Promise<FromWorker> => {
    await opened?.model.dispose()
    opened = null
    opened = await openClassifierOf(message.model, message.preprocess, message.backend)
    return { call: message.call, type: 'ready', model: await describeModel(opened) }
  }

  const look = async ({ call, file, name }: Extract<ToWorker, { type: 'look' }>): Promise<FromWorker> => {
    const { model } = required(opened)
    picture = await readPicture(file, { name })
    kernels ??= await createKernels('auto')
    return { call, type: 'looked', looked: await lookAt(model, picture, kernels) }
  }

  const explainNow = async (call: number, request: ExplainRequest, signal: AbortSignal): Promise<FromWorker> => {
    const { model } = required(opened)
    const shown = required(picture)
    kernels ??= await createKernels('auto')
    const onPartial = createPartials(model, shown, (partial) => send({ call, type: 'partial', partial }))
    const document: Explanation = await explain(model, shown, {
      method: request.method,
      target: request.target ?? 'top1',
      ...(request.against === undefined ? {} : { against: request.against }),
      kernels,
      signal,
      onProgress: (progress) => send({ call, type: 'progress', progress }),
      onPartial,
    })
    return { call, type: 'done', document }
  }

  const answer = async (message: Exclude<ToWorker, { type: 'cancel' }>, signal: AbortSignal): Promise<FromWorker> => {
    switch (message.type) {
      case 'open':
        return await open(message)
      case 'look':
        return await look(message)
      case 'explain':
        return await explainNow(message.call, message.request, signal)
      case 'bench':
        throw new TelltaleError(
          'USAGE_PARAMETER',
          'The page cannot measure kernels yet.',
          'Use the command line: telltale bench.',
        )
    }
  }

  return async (message) => {
    if (message.type === 'cancel') return stops.get(message.stop)?.abort()
    const { call } = message
    const stop = new AbortController()
    stops.set(call, stop)
    try {
      send(await answer(message, stop.signal))
    } catch (error) {
      send({ call, type: 'failed', failure: failureOf(error) })
    } finally {
      stops.delete(call)
    }
  }
}

function required<T>(value: T | null): T {
  if (value !== null) return value
  throw new TelltaleError('USAGE_PARAMETER', 'There is no model and no picture yet.', 'Open a model and a picture first.')
}
