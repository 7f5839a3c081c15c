import { createKernels, createNodeRuntime, type MeasuredBackend, TelltaleError } from '@telltale/core'

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

/** Opens those that were named, which must be here, or all there are. Throws BACKEND_UNAVAILABLE. */
export async function openBackends(wanted: readonly BenchBackend[] | undefined): Promise<OpenedBackends> {
  const { runtime } = await createNodeRuntime({ threads: 1 })
  const backends: MeasuredBackend[] = []
  const missing: { name: BenchBackend; reason: string }[] = []
  const close = (): void => {
    for (const { kernels } of backends) kernels.dispose()
  }
  try {
    for (const name of wanted ?? (['wasm', 'wasm-simd'] as const)) {
      try {
        backends.push({ kernels: await createKernels(name), runtime })
      } catch (error) {
        if (wanted || !(error instanceof TelltaleError)) throw error
        missing.push({ name, reason: `${error.message} ${error.fix}` })
      }
    }
  } catch (error) {
    close()
    throw error
  }
  return { backends, runtime, missing, close, versions: { runtime: `${runtime.name}, ${runtime.threads} thread` } }
}
