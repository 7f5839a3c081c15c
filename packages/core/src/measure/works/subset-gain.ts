import { drawFloats } from '../../random/draws.ts'
import { createRandom, shuffled } from '../../random/random.ts'
import { kernelWork } from '../kernel-work.ts'
import type { BufferHandles, Work } from '../work.ts'

/** One greedy step in the middle of a selection: half of the regions are selected, the other half are candidates. */
export function subsetGainWork(seed: number, regions: number): Work {
  const order = Uint32Array.from(shuffled(regions, createRandom(seed)))
  const selectedCount = regions >> 1
  const candidateCount = regions - selectedCount
  const inputs = {
    keep: drawFloats(seed + 1, 2 * candidateCount),
    drop: drawFloats(seed + 2, candidateCount),
    candidates: order.slice(selectedCount),
    distances: drawFloats(seed + 3, regions * regions),
    selected: order.slice(0, selectedCount),
    nearest: drawFloats(seed + 4, selectedCount, 0, 0.1),
    weights: Float32Array.of(1, 1, 0.05, 0.3),
  }
  return kernelWork({
    kernel: 'subsetGain',
    size: `${candidateCount} candidates of ${regions} regions`,
    unit: 'candidates',
    perCall: candidateCount,
    bytesRead: 4 * selectedCount * candidateCount,
    sizes: { candidateCount, regions, selectedCount },
    inputs,
    outputLength: 5 * candidateCount,
    stays: false,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.subsetGain({ ...buffers, output, candidateCount, regions, selectedCount }),
  })
}
