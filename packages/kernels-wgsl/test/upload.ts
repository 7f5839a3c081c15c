import type { WgslKernels } from '../src/index.ts'

/** A new buffer with these numbers. */
export function upload(kernels: WgslKernels, data: Float32Array | Uint32Array | Uint16Array): number {
  const buffer = kernels.allocate(data.byteLength)
  kernels.write(buffer, data)
  return buffer
}

/** The first numbers of a buffer. */
export async function floatsOf(kernels: WgslKernels, buffer: number, count: number): Promise<number[]> {
  const numbers = new Float32Array(count)
  await kernels.read(buffer, numbers)
  return [...numbers]
}
