import { TelltaleError } from '@telltale/core'

/** WebGPU for Node. Whoever holds it keeps it until its devices are destroyed: Dawn ends the process otherwise. Throws BACKEND_UNAVAILABLE. */
export async function createDawn(): Promise<GPU> {
  try {
    return (await import('webgpu')).create([])
  } catch (cause) {
    throw noDawn(cause)
  }
}

/** The package is not there, or its library does not load on this system. */
export function noDawn(cause: unknown): TelltaleError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND'
  const reason = cause instanceof Error ? cause.message : String(cause)
  const [message, fix] = isMissing
    ? ['Node has no WebGPU of its own, and the package webgpu is not installed.', 'Install it: npm install webgpu']
    : [`The package webgpu does not load here: ${reason}`, 'Install it again, or do without: WebAssembly needs none.']
  return new TelltaleError('BACKEND_UNAVAILABLE', message, fix, { value: 'webgpu' }, cause)
}
