import type { MeasuredMasks } from '../host-kernels.ts'
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

/** Refuses a range that runs backwards. */
export function checkRange(from: number, to: number): void {
  checkSize('from', from, 0, to)
}

/** Refuses measured masks of more regions than a surrogate serves, or in buffers that no group of four fills. */
export function checkMasks({ rows, regions, stride }: Pick<MeasuredMasks, 'rows' | 'regions' | 'stride'>): void {
  checkSize('regions', regions, 1, 1024)
  checkSize('stride', stride, 4)
  if (stride % 4 !== 0) throw new KernelError('KERNEL_SIZE', `stride must be a multiple of 4; got ${stride}.`)
  checkSize('rows', rows, 0, stride)
}
