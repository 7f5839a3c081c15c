import { onTestFinished } from 'vitest'
import { requestDevice } from '../../src/kernels/request-device.ts'

/** A device of the page, software or not, for one test. */
export async function openDevice(): Promise<GPUDevice> {
  const device = await requestDevice({ acceptFallback: true })
  onTestFinished(() => device.destroy())
  return device
}
