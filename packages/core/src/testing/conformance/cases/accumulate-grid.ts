import { accumulateGrid } from '../../../kernels/reference/accumulate-grid.ts'
import { drawBits, drawFloats } from '../data.ts'
import { drawOffsets, gridShapes, type NamedGridShape } from '../grid-shapes.ts'
import type { BufferHandles, KernelCase, NamedCase } from '../kernel-case.ts'
import { allowSum } from '../tolerance.ts'

/** Every grid shape with probabilities as values, and one batch whose values cancel. */
export const accumulateGridCases: readonly NamedCase[] = [
  ...gridShapes.map((shape) => ({ name: shape.name, build: () => build(shape.name, shape, 0, 1) })),
  ...gridShapes.slice(-1).map((shape) => {
    const name = `${shape.name}, values of both signs`
    return { name, build: () => build(name, shape, -30, 30) }
  }),
]

function build(name: string, shape: NamedGridShape, low: number, high: number): KernelCase {
  const { masks, gridRows, gridColumns, height, width } = shape
  const pixels = height * width
  const cells = drawBits(21, masks * gridRows * gridColumns)
  const offsets = drawOffsets(22, shape)
  const values = drawFloats(23, masks, low, high)
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const inputs = { cells, offsets, values }
  return {
    kernel: 'accumulateGrid',
    name,
    inputs,
    outputLength: 2 * pixels,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.accumulateGrid({ ...shape, ...buffers, output }),
    expect: (output) => accumulateGrid(cells, offsets, values, output, shape),
    // The second plane sums the weights alone, which are at most 1.
    allow: (index) => allowSum(masks, index < pixels ? largest : 1),
  }
}
