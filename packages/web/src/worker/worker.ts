import { createEngine } from './engine.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope
const handle = createEngine((message: FromWorker) => scope.postMessage(message))
scope.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void handle(data))
