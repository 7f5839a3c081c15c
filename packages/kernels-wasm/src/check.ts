import type { Arena } from './arena.ts'
import { KernelError } from './errors.ts'

/** Refuses a size that is no whole number between the limits. */
export function checkSize(name: string, value: number, least = 1, most = 2 ** 32 - 1): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new KernelError('KERNEL_SIZE', `${name} must be a whole number from ${least} to ${most}; got ${value}.`)
  }
}

/**
 * Refuses buffers that are not live or too small, and an output that is also an input, since kernels write before they have read everything.
 * `needs`: bytes the kernel touches, by the job's buffer names.
 */
export function checkBuffers<Name extends string>(
  arena: Arena,
  job: Readonly<Record<NoInfer<Name> | 'output', number>>,
  needs: Readonly<Record<Name | 'output', number>>,
): void {
  for (const [name, bytes] of Object.entries<number>(needs)) {
    const offset = job[name as Name]
    const size = arena.sizeOf(offset)
    if (size < bytes) throw new KernelError('KERNEL_SIZE', `${name} needs ${bytes} bytes; buffer ${offset} has ${size}.`)
    if (name !== 'output' && offset === job.output) {
      throw new KernelError('KERNEL_HANDLE', `output and ${name} are the same buffer, ${offset}.`)
    }
  }
}

/** Refuses indices that do not lie below the limit. */
export function checkIndices(name: string, indices: Uint32Array | Uint16Array, limit: number): void {
  const wrong = indices.find((index: number) => index >= limit)
  if (wrong !== undefined) throw new KernelError('KERNEL_INDEX', `${name} must lie below ${limit}; got ${wrong}.`)
}
