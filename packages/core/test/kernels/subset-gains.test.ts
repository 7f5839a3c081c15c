import { describe, expect, it } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import { gainColumns, type SubsetGainInputs, subsetGains } from '../../src/kernels/subset-gains.ts'

/** Regions 0 and 3 are selected, 1 and 2 are candidates. */
const inputs: SubsetGainInputs = {
  keep: Float32Array.of(0.5, 0.25, 0.75, 0.125),
  drop: Float32Array.of(0.25, 0.5),
  candidates: Uint32Array.of(1, 2),
  distances: Float32Array.of(0, 0.25, 0.5, 0.75, 0.25, 0, 1, 0.5, 0.5, 1, 0, 0.125, 0.75, 0.5, 0.125, 0),
  regions: 4,
  selected: Uint32Array.of(0, 3),
  nearest: Float32Array.of(0.75, 0.75),
  weights: [1, 2, 4, 8],
}

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('subset gains on %s', (backend) => {
  it('are four terms and their weighted sum per candidate', async () => {
    const gains = await subsetGains(await createKernels(backend), inputs)
    // Candidate 1: min(.75, .25) + min(.75, .5) + min(.25, .5); candidate 2: min(.75, .5) + min(.75, .125) + min(.5, .125).
    expect([...gains]).toEqual([0.5, 0.75, 1, 0.25, 0.5 + 1.5 + 4 + 2, 0.75, 0.5, 0.75, 0.125, 0.75 + 1 + 3 + 1])
  })

  it('leave effectiveness at 0 without distances', async () => {
    const gains = await subsetGains(await createKernels(backend), { ...inputs, distances: null })
    expect([gains[gainColumns.effectiveness], gains[gainColumns.total]]).toEqual([0, 4])
  })

  it('leave effectiveness at 0 when nothing is selected', async () => {
    const first = { ...inputs, selected: new Uint32Array(0), nearest: new Float32Array(0) }
    const gains = await subsetGains(await createKernels(backend), first)
    expect(gains[gainColumns.effectiveness]).toBe(0)
  })

  it('are none for no candidates', async () => {
    const none = { ...inputs, candidates: new Uint32Array(0), keep: new Float32Array(0), drop: new Float32Array(0) }
    expect(await subsetGains(await createKernels(backend), none)).toHaveLength(0)
  })
})

describe('subset gains', () => {
  it('give back every buffer, also when the kernel refuses the call', async () => {
    const kernels = await createKernels('wasm')
    const before = kernels.allocate(4)
    kernels.release(before)
    await expect(subsetGains(kernels, { ...inputs, candidates: Uint32Array.of(1, 4) })).rejects.toMatchObject({
      code: 'KERNEL_INDEX',
    })
    expect(kernels.allocate(4)).toBe(before)
  })
})
