import { createKernels, createNodeRuntime, type MeasuredBackend, nameOfAdapter, TelltaleError } from '@telltale/core'
import { findAdapter } from '../gpu/find-adapter.ts'
import { openGpu } from '../gpu/open-gpu.ts'
import type { Terminal } from '../terminal.ts'

/** Backends that `bench` can measure beside the plain version, in its order. */
export const benchBackends = ['wasm', 'wasm-simd', 'webgpu'] as const
export type BenchBackend = (typeof benchBackends)[number]

/** What takes part in a measurement; `close` when it is over. */
export interface OpenedBackends {
  readonly backends: readonly MeasuredBackend[]
  readonly runtime: NonNullable<MeasuredBackend['runtime']>
  /** Names and versions for the report. */
  readonly versions: Readonly<Record<string, string>>
  /** Backends that are not here, and why. */
  readonly missing: readonly { readonly name: BenchBackend; readonly reason: string }[]
  readonly close: () => void
}

/**
 * Opens those that were named, which must be here, or all there are; a software adapter takes part only where it was named. Throws
 * BACKEND_UNAVAILABLE.
 */
export async function openBackends(
  { environment }: Terminal,
  wanted: readonly BenchBackend[] | undefined,
): Promise<OpenedBackends> {
  const { runtime } = await createNodeRuntime({ threads: 1 })
  const opened: { readonly backend: MeasuredBackend; readonly close: () => void }[] = []
  const missing: { name: BenchBackend; reason: string }[] = []
  const close = (): void => {
    for (const backend of opened) backend.close()
  }
  try {
    for (const name of wanted ?? benchBackends) {
      try {
        opened.push(name === 'webgpu' ? await openOnGpu(environment, wanted !== undefined) : await openOnHost(name, runtime))
      } catch (error) {
        if (wanted || !(error instanceof TelltaleError)) throw error
        missing.push({ name, reason: `${error.message} ${error.fix}` })
      }
    }
  } catch (error) {
    close()
    throw error
  }
  const backends = opened.map(({ backend }) => backend)
  return { backends, runtime, missing, close, versions: versionsOf(runtime, backends) }
}

async function openOnHost(name: 'wasm' | 'wasm-simd', runtime: OpenedBackends['runtime']) {
  const kernels = await createKernels(name)
  return { backend: { kernels, runtime }, close: kernels.dispose }
}

async function openOnGpu(environment: Terminal['environment'], acceptSoftware: boolean) {
  const { name, software } = await findAdapter(environment)
  if (software && !acceptSoftware) throw softwareOnly(name)
  const { kernels, close } = await openGpu()
  return { backend: { kernels, adapter: name, software }, close }
}

function versionsOf(
  { name, threads }: OpenedBackends['runtime'],
  backends: readonly MeasuredBackend[],
): Readonly<Record<string, string>> {
  const onGpu = backends.find(({ adapter }) => adapter !== undefined)
  return {
    runtime: `${name}, ${threads} thread${threads === 1 ? '' : 's'}`,
    ...(onGpu && { adapter: nameOfAdapter({ name: onGpu.adapter!, software: onGpu.software ?? false }) }),
  }
}

function softwareOnly(name: string): TelltaleError {
  return new TelltaleError(
    'BACKEND_UNAVAILABLE',
    `The only graphics adapter is made of software (${name}).`,
    'Its times say nothing of a GPU; --backend webgpu measures it all the same.',
    { value: 'webgpu' },
  )
}
