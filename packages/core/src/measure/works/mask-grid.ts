import { formatCount } from '../../render/format.ts'
import { kernelWork } from '../kernel-work.ts'
import type { BufferHandles, Work } from '../work.ts'
import { makeScene, pixels, side } from './scene.ts'
import { drawShiftedMasks } from './shifted-masks.ts'

/** A batch of soft masks on one frame, drawn from coarse cells. */
export function maskGridWork(seed: number, masks: number): Work {
  const { picture, baseline } = makeScene(49)
  const { shape, cells, offsets } = drawShiftedMasks(seed, masks)
  const inputs = { picture, baseline, cells, offsets }
  return kernelWork({
    kernel: 'maskGrid',
    size: `${formatCount(masks, 'mask')} of ${shape.gridRows} x ${shape.gridColumns} cells, ${side} x ${side}`,
    unit: 'masks',
    perCall: masks,
    sizes: { ...shape },
    inputs,
    outputLength: masks * 3 * pixels,
    stays: true,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) => kernels.maskGrid({ ...shape, ...buffers, output }),
  })
}
