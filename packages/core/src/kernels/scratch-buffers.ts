import type { BufferHandle, Kernels } from './kernels.ts'

/** Makes buffers that live as long as one call. */
export interface ScratchBuffers {
  /** A buffer of so many bytes. */
  readonly hold: (bytes: number) => BufferHandle
  /** A buffer with these numbers. */
  readonly upload: (data: Float32Array | Uint32Array) => BufferHandle
}

/** Runs `use` and gives back every buffer that it made, however it ends. */
export async function withScratchBuffers<T>(kernels: Kernels, use: (buffers: ScratchBuffers) => Promise<T>): Promise<T> {
  const held: BufferHandle[] = []
  const hold = (bytes: number): BufferHandle => {
    // An empty array still needs a buffer to point at.
    const buffer = kernels.allocate(Math.max(4, bytes))
    held.push(buffer)
    return buffer
  }
  const upload = (data: Float32Array | Uint32Array): BufferHandle => {
    const buffer = hold(data.byteLength)
    kernels.write(buffer, data)
    return buffer
  }
  try {
    return await use({ hold, upload })
  } finally {
    for (const buffer of held) kernels.release(buffer)
  }
}
