import type { Kernels } from '../kernels/kernels.ts'
import type { Clock, Contender } from './contender.ts'

/** A copy of so many bytes within the memory of these kernels, which must be memory of the host: the fastest that data can be read and written there. */
export function openCopy(kernels: Kernels, bytes: number, clock: Clock): Contender {
  const floats = Math.ceil(bytes / 4)
  const [from, to] = [kernels.allocate(4 * floats), kernels.allocate(4 * floats)]
  // Memory that nobody has written to yet is handed over page by page at the first touch.
  const ones = new Float32Array(floats).fill(1)
  for (const buffer of [from, to]) kernels.write(buffer, ones)
  return {
    name: 'memory copy',
    role: 'copy',
    time: async (repeats) => {
      const [source, target] = [kernels.expose(from, floats), kernels.expose(to, floats)]
      if (!(source instanceof Float32Array && target instanceof Float32Array))
        throw new RangeError('These kernels are on a device.')
      const start = clock()
      for (let i = 0; i < repeats; i++) {
        source[i % floats] = i
        target.set(source)
      }
      return clock() - start
    },
    spoil: () => {},
    output: async () => null,
    close: async () => {
      kernels.release(from)
      kernels.release(to)
    },
  }
}
