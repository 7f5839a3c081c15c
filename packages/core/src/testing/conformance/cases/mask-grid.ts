import { maskGrid } from '../../../kernels/reference/mask-grid.ts'
import { drawBits, drawFloats } from '../data.ts'
import { drawOffsets, gridShapes, type NamedGridShape } from '../grid-shapes.ts'
import type { BufferHandles, KernelCase, NamedCase } from '../kernel-case.ts'
import { allowSoftBlend, exact } from '../tolerance.ts'

type Cells = 'soft' | 'binary' | 'all kept' | 'all hidden'

/** Soft masks on every grid shape, binary cells as RISE draws them, and the two constant masks, which must copy. */
export const maskGridCases: readonly NamedCase[] = [
  ...gridShapes.map((shape) => named(shape, 'soft')),
  ...gridShapes.filter((shape) => shape.masks > 1).map((shape) => named(shape, 'binary')),
  ...gridShapes.map((shape) => named(shape, 'all kept')),
  ...gridShapes.slice(0, 3).map((shape) => named(shape, 'all hidden')),
]

function named(shape: NamedGridShape, cells: Cells): NamedCase {
  const name = `${shape.name}, cells ${cells}`
  return { name, build: () => build(name, shape, cells) }
}

function build(name: string, shape: NamedGridShape, kind: Cells): KernelCase {
  const { masks, gridRows, gridColumns, height, width } = shape
  const pixels = height * width
  const count = masks * gridRows * gridColumns
  const picture = drawFloats(11, 3 * pixels, -2.7, 2.7)
  const baseline = drawFloats(12, 3 * pixels, -2.7, 2.7)
  const cells = drawCells(kind, count)
  const offsets = drawOffsets(14, shape)
  const inputs = { picture, baseline, cells, offsets }
  return {
    kernel: 'maskGrid',
    name,
    inputs,
    outputLength: masks * 3 * pixels,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) => kernels.maskGrid({ ...shape, ...buffers, output }),
    expect: (output) => maskGrid(picture, baseline, cells, offsets, output, shape),
    allow: (index) => {
      const source = index % (3 * pixels)
      return kind === 'all kept' || kind === 'all hidden' ? exact : allowSoftBlend(picture[source]!, baseline[source]!)
    },
  }
}

function drawCells(kind: Cells, count: number): Float32Array {
  if (kind === 'soft') return drawFloats(13, count)
  if (kind === 'binary') return drawBits(13, count)
  return new Float32Array(count).fill(kind === 'all kept' ? 1 : 0)
}
