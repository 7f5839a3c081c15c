import { createHash } from 'node:crypto'
import { type RunConfiguration, version } from '@telltale/core'
import type { WorkerFacts, WorkerSettings } from './job.ts'

/** Everything that decides what a run's results are, as plain JSON: the model as it was opened, what computes, and what was asked. */
export function configurationOf({ explain }: WorkerSettings, { model, backend, threads }: WorkerFacts): RunConfiguration {
  const { memory, ...options } = explain.options
  return JSON.parse(
    JSON.stringify(
      {
        telltale: version,
        model: { ...model, labels: hashOf(JSON.stringify(model.labels)) },
        backend,
        threads,
        targets: explain.targets,
        options,
        save: [...explain.save].sort(),
        theme: explain.theme,
      },
      (_, value: unknown) => (ArrayBuffer.isView(value) ? hashOf(value) : value),
    ),
  )
}

function hashOf(value: string | ArrayBufferView): string {
  return createHash('sha256')
    .update(typeof value === 'string' ? value : new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    .digest('hex')
}
