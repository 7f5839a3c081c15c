import { TelltaleError } from '@telltale/core'

/** WebGPU for Node. Whoever holds it keeps it until its devices are destroyed: Dawn ends the process otherwise. Throws BACKEND_UNAVAILABLE. */
export async function createDawn(): Promise<GPU> {
  try {
    return (await import('webgpu')).create([])
  } catch (cause) {
    throw new TelltaleError(
      'BACKEND_UNAVAILABLE',
      'Node has no WebGPU of its own, and the package webgpu is not installed.',
      'Install it: npm install webgpu',
      { value: 'webgpu' },
      cause,
    )
  }
}
