import { afterAll, onTestFinished } from 'vitest'
import { requestDevice } from '../../src/kernels/request-device.ts'

/** A device for all tests of a file, software or not: what it compiles for one serves the next. */
export async function shareDevice(): Promise<GPUDevice> {
  const device = await requestDevice({ acceptFallback: true })
  afterAll(() => device.destroy())
  return device
}

/** A device of the page, software or not, for one test. */
export async function openDevice(): Promise<GPUDevice> {
  const device = await requestDevice({ acceptFallback: true })
  onTestFinished(() => device.destroy())
  return device
}
