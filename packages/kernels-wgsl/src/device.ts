import { KernelError } from './errors.ts'
import { compilePrograms, type Pipelines } from './pipelines.ts'

/** A device with the compiled kernels on it, shared by all instances on that device. */
export interface PreparedDevice {
  readonly device: GPUDevice
  readonly pipelines: Pipelines
  /** Why the device is gone, once it is. */
  readonly lost: () => GPUDeviceLostInfo | null
  readonly whenLost: Promise<GPUDeviceLostInfo>
}

// Compiling takes longer than a whole explanation's kernels, so it is done once for each device, and forgotten with it.
const prepared = new WeakMap<GPUDevice, Promise<PreparedDevice>>()

/** Compiles every kernel, the first time only. Throws KERNEL_LOST for a device that is gone, KERNEL_LOAD when a shader does not compile. */
export async function prepareDevice(device: GPUDevice): Promise<PreparedDevice> {
  const made = prepared.get(device) ?? prepare(device)
  prepared.set(device, made)
  const info = (await made).lost()
  if (info) throw lostError(info)
  return made
}

async function prepare(device: GPUDevice): Promise<PreparedDevice> {
  let lost: GPUDeviceLostInfo | null = null
  const whenLost = device.lost.then((info) => {
    lost = info
    return info
  })
  try {
    return { device, pipelines: await compilePrograms(device), lost: () => lost, whenLost }
  } catch (cause) {
    // A lost device fails to compile; it says so a moment later.
    const info = await Promise.race([whenLost, nextTask()])
    if (info) throw lostError(info)
    throw new KernelError('KERNEL_LOAD', 'The WGSL kernels do not compile on this device.', cause)
  }
}

/** What every call says once the device is gone. */
export function lostError({ reason, message }: GPUDeviceLostInfo): KernelError {
  return new KernelError('KERNEL_LOST', `The GPU device is lost (${reason}): ${message || 'no message'}`)
}

/** A moment in which what the device has already decided becomes known. */
export function nextTask(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), 10))
}
