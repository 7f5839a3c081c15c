import { lostError, nextTask, type PreparedDevice } from './device.ts'
import { KernelError } from './errors.ts'

/** What a device objects to is known only later; this remembers it until someone waits. */
export interface DeviceWatch {
  /** Throws KERNEL_LOST once the device is gone. */
  readonly requireAlive: () => void
  /** Runs calls to the device; what it objects to comes out of `settle`. */
  readonly guard: <T>(call: () => T) => T
  /** The same for an allocation of so many bytes, which can also fail for want of memory: `failed` is then called, some time later. */
  readonly guardMemory: <T>(bytes: number, call: () => T, failed: () => void) => T
  /** Waits for the device's answer to everything guarded so far. Throws its first objection, once: KERNEL_MEMORY or KERNEL_DEVICE. */
  readonly settle: () => Promise<void>
  /** Throws why the device broke off a wait: KERNEL_LOST, an objection, or else KERNEL_DEVICE. */
  readonly fail: (cause: unknown) => Promise<never>
}

/** Watches one instance's calls. Error scopes are closed before a call returns, so that they never hold another user's errors. */
export function createWatch({ device, lost, whenLost }: PreparedDevice): DeviceWatch {
  const pending = new Set<Promise<void>>()
  let objection: KernelError | null = null

  const listen = (describe: (error: GPUError) => KernelError, failed?: () => void): void => {
    const answer = device
      .popErrorScope()
      .then(
        (error) => {
          if (error === null) return
          objection ??= describe(error)
          failed?.()
        },
        // Only a lost device refuses to answer, and that is found out by itself.
        () => undefined,
      )
      .finally(() => pending.delete(answer))
    pending.add(answer)
  }
  const refused = ({ message }: GPUError): KernelError =>
    new KernelError('KERNEL_DEVICE', `The GPU device refused a call: ${message}`)
  const guard = <T>(call: () => T): T => {
    device.pushErrorScope('validation')
    try {
      return call()
    } finally {
      listen(refused)
    }
  }

  const settle = async (): Promise<void> => {
    await Promise.all(pending)
    if (objection === null) return
    const error = objection
    objection = null
    throw error
  }

  return {
    requireAlive: () => {
      const info = lost()
      if (info) throw lostError(info)
    },
    guard,
    guardMemory: (bytes, call, failed) => {
      device.pushErrorScope('out-of-memory')
      try {
        return guard(call)
      } finally {
        const describe = ({ message }: GPUError) =>
          new KernelError('KERNEL_MEMORY', `No GPU memory for ${bytes} bytes of kernel buffers: ${message}`)
        listen(describe, failed)
      }
    },
    settle,
    fail: async (cause) => {
      const info = lost() ?? (await Promise.race([whenLost, nextTask()]))
      if (info) throw lostError(info)
      await settle()
      throw new KernelError('KERNEL_DEVICE', 'The GPU device did not hand out a result.', cause)
    },
  }
}
