import { describe, expect, test } from 'vitest'
import { gridSums } from '../../src/kernels/grid-sums.ts'
import { createKernels } from '../../src/kernels/implementations.ts'

// One row of two cells, enlarged to four pixels (weights of the right cell 0, .25, .75, 1), seen through windows of three.
const shape = { masks: 2, gridRows: 1, gridColumns: 2, upHeight: 1, upWidth: 4, height: 1, width: 3 }
const inputs = {
  shape,
  cells: Float32Array.of(0, 1, 1, 0),
  offsets: Uint32Array.of(0, 0, 0, 1),
  values: Float32Array.of(0.5, 0.25),
}

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('sums over soft masks on %s', (backend) => {
  test('are those of the shifted windows', async () => {
    const kernels = await createKernels(backend)
    const { weighted, weights } = await gridSums(kernels, inputs)
    expect([...weights]).toEqual([0 + 0.75, 0.25 + 0.25, 0.75 + 0])
    expect([...weighted]).toEqual([0.75 * 0.25, 0.25 * 0.5 + 0.25 * 0.25, 0.75 * 0.5])
    kernels.dispose()
  })
})

test('sums over soft masks give back every buffer', async () => {
  const kernels = await createKernels('wasm')
  const before = kernels.allocate(4)
  kernels.release(before)
  await gridSums(kernels, inputs)
  expect(kernels.allocate(4)).toBe(before)
  kernels.dispose()
})
