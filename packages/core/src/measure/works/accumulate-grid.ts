import { drawFloats } from '../../random/draws.ts'
import { formatCount } from '../../render/format.ts'
import { kernelWork } from '../kernel-work.ts'
import type { BufferHandles, Work } from '../work.ts'
import { pixels, side } from './scene.ts'
import { drawShiftedMasks } from './shifted-masks.ts'

/** The sums over a batch of soft masks, each weighted with a score. */
export function accumulateGridWork(seed: number, masks: number): Work {
  const { shape, cells, offsets } = drawShiftedMasks(seed, masks)
  const inputs = { cells, offsets, values: drawFloats(seed + 1, masks) }
  return kernelWork({
    kernel: 'accumulateGrid',
    size: `${formatCount(masks, 'mask')} of ${shape.gridRows} x ${shape.gridColumns} cells, ${side} x ${side}`,
    unit: 'masks',
    perCall: masks,
    sizes: { ...shape },
    inputs,
    outputLength: 2 * pixels,
    stays: true,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.accumulateGrid({ ...shape, ...buffers, output }),
  })
}
