import { codeOf, meaningOf, messageOf, unavailable } from './backend-errors.ts'
import type { Kernels } from './kernels.ts'
import { probeKernels } from './probe-kernels.ts'
import { type DeviceOptions, requestDevice } from './request-device.ts'

/** For the backend `webgpu`: a device that the caller keeps, or what to ask for, which then lives as long as the kernels. */
export interface KernelOptions extends DeviceOptions {
  readonly device?: GPUDevice
}

interface OnDevice {
  /** Makes the kernels of a device. */
  readonly open: (device: GPUDevice) => Promise<Kernels>
  /** Makes those for calls too small for it. */
  readonly openOnHost: () => Promise<Kernels>
  readonly options: KernelOptions
}

/** Kernels on the device given or on one of their own, tried before they are handed out, whose errors are those that a user meets. */
export async function createOnDevice({ open, openOnHost, options }: OnDevice): Promise<Kernels> {
  const device = options.device ?? (await requestDevice(options))
  const letGo = (): void => {
    if (!options.device) device.destroy()
  }
  let kernels: Kernels
  try {
    kernels = inUsersTerms(await open(device).catch(failToOpen))
  } catch (error) {
    letGo()
    throw error
  }
  let host: Promise<Kernels> | undefined
  const dispose = (): void => {
    kernels.dispose()
    letGo()
    void host?.then(
      (opened) => opened.dispose(),
      () => undefined,
    )
  }
  try {
    await probeKernels(kernels)
  } catch (error) {
    dispose()
    throw error
  }
  return {
    ...kernels,
    onHost: () => {
      host ??= openOnHost()
      return host
    },
    dispose,
  }
}

function failToOpen(cause: unknown): never {
  if (codeOf(cause) !== 'KERNEL_LOAD') throw meaningOf(cause, smallerBatches)
  throw unavailable(messageOf(cause), 'Choose the backend "auto", and report what `telltale doctor --json` prints.', cause)
}

const smallerBatches = 'Allow smaller batches: lower --memory.'

function inUsersTerms(kernels: Kernels): Kernels {
  const translated =
    <A extends readonly unknown[], R>(call: (...given: A) => R) =>
    (...given: A): R => {
      try {
        return call(...given)
      } catch (cause) {
        throw meaningOf(cause, smallerBatches)
      }
    }
  return {
    ...kernels,
    allocate: translated(kernels.allocate),
    release: translated(kernels.release),
    write: translated(kernels.write),
    expose: translated(kernels.expose),
    read: (buffer, into) =>
      kernels.read(buffer, into).catch((cause: unknown) => {
        throw meaningOf(cause, smallerBatches)
      }),
    maskRegions: translated(kernels.maskRegions),
    maskGrid: translated(kernels.maskGrid),
    accumulateGrid: translated(kernels.accumulateGrid),
    readout: translated(kernels.readout),
    subsetGain: translated(kernels.subsetGain),
    hsic: translated(kernels.hsic),
  }
}
