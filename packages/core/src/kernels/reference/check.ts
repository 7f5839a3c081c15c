import { KernelError } from '../kernel-error.ts'
import type { BufferHandle, GridShape } from '../kernels.ts'

/** Refuses a size that is no whole number between the limits. */
export function checkSize(name: string, value: number, least = 1, most = 2 ** 32 - 1): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new KernelError('KERNEL_SIZE', `${name} must be a whole number from ${least} to ${most}; got ${value}.`)
  }
}

/** Refuses indices that do not lie below the limit. */
export function checkIndices(name: string, indices: Iterable<number>, limit: number): void {
  for (const index of indices) {
    if (index >= limit) throw new KernelError('KERNEL_INDEX', `${name} must lie below ${limit}; got ${index}.`)
  }
}

/** Refuses an output buffer that is also an input. */
export function checkOutput(output: BufferHandle, inputs: Readonly<Record<string, BufferHandle>>): void {
  for (const [name, input] of Object.entries(inputs)) {
    if (input === output) throw new KernelError('KERNEL_HANDLE', `output and ${name} are the same buffer, ${output}.`)
  }
}

/** Refuses grids whose window would not lie inside the upsampled cells. */
export function checkGrid(shape: GridShape): void {
  checkSize('masks', shape.masks)
  for (const name of ['gridRows', 'gridColumns', 'upHeight', 'upWidth'] as const) checkSize(name, shape[name], 1, 65_536)
  checkSize('height', shape.height, 1, shape.upHeight)
  checkSize('width', shape.width, 1, shape.upWidth)
}

/** Refuses offsets that push a window over the edge. */
export function checkOffsets(offsets: Uint32Array, shape: GridShape): void {
  offsets.forEach((offset, index) => {
    if (index % 2 === 0) checkIndices('row offsets', [offset], shape.upHeight - shape.height + 1)
    else checkIndices('column offsets', [offset], shape.upWidth - shape.width + 1)
  })
}
