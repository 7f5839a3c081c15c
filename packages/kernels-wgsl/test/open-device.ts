import { describe, it } from 'vitest'

/** What gives this machine a GPU, or a driver that stands in for one. */
const remedy = 'apt-get install chromium libvulkan1'

/** WebGPU as browsers have it, or null where its library does not load. Dawn ends the process when this is collected before its devices. */
export const gpu: GPU | null = await import('webgpu').then(
  ({ create }) => create([]),
  () => null,
)

/** A device with nothing beyond WebGPU's default limits, a software one too; null where there is none. */
export async function openDevice(): Promise<GPUDevice | null> {
  const adapter = await gpu?.requestAdapter()
  return (await adapter?.requestDevice()) ?? null
}

/** Tests that need a device: skipped, saying what would mend it, where there is none, unless REQUIRE_GPU says that there is one. */
export function describeOnGpu(name: string, device: GPUDevice | null, tests: (device: GPUDevice) => void): void {
  if (device) describe(name, () => tests(device))
  else if (process.env['REQUIRE_GPU'] === '1') it(`${name}: a GPU is required here; ${remedy}`, fail)
  else it.skip(`${name}: no WebGPU adapter; ${remedy}`, () => undefined)
}

function fail(): never {
  throw new Error(`There is no WebGPU adapter: ${remedy}.`)
}
