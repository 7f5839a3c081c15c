import type { Binding, BufferTable } from './buffers.ts'
import { KernelError } from './errors.ts'
import type { GridSizes } from './jobs.ts'

/** Refuses a size that is no whole number between the limits. */
export function checkSize(name: string, value: number, least = 1, most = 2 ** 32 - 1): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new KernelError('KERNEL_SIZE', `${name} must be a whole number from ${least} to ${most}; got ${value}.`)
  }
}

/**
 * Refuses buffers that are not live or too small, and an output that is also an input, since threads write while others still read.
 * `needs`: bytes the kernel touches, by the job's buffer names, in the order of the shader's bindings, the output last.
 */
export function checkBuffers<Name extends string>(
  table: BufferTable,
  job: Readonly<Record<NoInfer<Name> | 'output', number>>,
  needs: Readonly<Record<Name | 'output', number>>,
): readonly Binding[] {
  return Object.entries<number>(needs).map(([name, bytes]) => {
    const buffer = job[name as Name]
    const found = table.find(buffer)
    if (found.bytes < bytes) throw new KernelError('KERNEL_SIZE', `${name} needs ${bytes} bytes; its buffer has ${found.bytes}.`)
    if (name !== 'output' && buffer === job.output) {
      throw new KernelError('KERNEL_HANDLE', `output and ${name} are the same buffer.`)
    }
    return { buffer: found, bytes }
  })
}

/** Refuses indices that do not lie below the limit. */
export function checkIndices(name: string, indices: Uint32Array, limit: number): void {
  const wrong = indices.find((index) => index >= limit)
  if (wrong !== undefined) throw new KernelError('KERNEL_INDEX', `${name} must lie below ${limit}; got ${wrong}.`)
}

export type GridShape = Readonly<Record<GridSizes, number>>

/** Refuses grids whose window would not lie inside the upsampled cells, or whose positions do not fit the shader's whole numbers. */
export function checkGrid(shape: GridShape): void {
  checkSize('masks', shape.masks)
  for (const name of ['gridRows', 'gridColumns', 'upHeight', 'upWidth'] as const) checkSize(name, shape[name], 1, 65_536)
  checkSize('height', shape.height, 1, shape.upHeight)
  checkSize('width', shape.width, 1, shape.upWidth)
  checkSize('gridRows times twice upHeight', 2 * shape.gridRows * shape.upHeight, 1, 2 ** 31 - 1)
  checkSize('gridColumns times twice upWidth', 2 * shape.gridColumns * shape.upWidth, 1, 2 ** 31 - 1)
}

/** Refuses offsets that push a window over the edge. */
export function checkWindows(offsets: Uint32Array, shape: GridShape): void {
  const along = (axis: number) => offsets.filter((_, index) => index % 2 === axis)
  checkIndices('row offsets', along(0), shape.upHeight - shape.height + 1)
  checkIndices('column offsets', along(1), shape.upWidth - shape.width + 1)
}
