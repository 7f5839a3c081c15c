import type { TelltaleError } from '../errors.ts'
import { lost as lostError } from '../kernels/backend-errors.ts'

/** Work on a device that may go at any moment. */
export interface DeviceLife {
  /** Throws BACKEND_LOST when the device is gone. */
  readonly requireAlive: () => void
  /** The result of the work. Throws BACKEND_LOST when the device goes first, or was gone already; the work is then left to itself. */
  readonly outlive: <T>(work: () => Promise<T>) => Promise<T>
}

/** Follows one device. A runtime whose device is gone may fail in any words, wait for ever, or report success. */
export function watchDevice(device: GPUDevice): DeviceLife {
  let lost: TelltaleError | null = null
  const waiting = new Set<(error: TelltaleError) => void>()
  const told = device.lost.then(({ reason, message }) => {
    lost = lostError(`The GPU device is lost (${reason}): ${message || 'no message'}`)
    for (const reject of waiting) reject(lost)
    waiting.clear()
  })

  const requireAlive = (): void => {
    if (lost) throw lost
  }
  const outlive = async <T>(work: () => Promise<T>): Promise<T> => {
    requireAlive()
    let stop: (error: TelltaleError) => void = () => undefined
    const end = new Promise<never>((_, reject) => {
      stop = reject
      waiting.add(reject)
    })
    try {
      return await Promise.race([work(), end])
    } catch (error) {
      // The failure may be heard of before its cause.
      await Promise.race([told, nextTask()])
      throw lost ?? error
    } finally {
      waiting.delete(stop)
    }
  }

  return {
    requireAlive,
    outlive: async (work) => {
      const result = await outlive(work)
      requireAlive()
      return result
    },
  }
}

/** A moment in which what a device has already decided becomes known. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10))
}
