import { drawBits, drawFloats } from '../../random/draws.ts'
import { formatCount } from '../../render/format.ts'
import { kernelWork } from '../kernel-work.ts'
import type { BufferHandles, Work } from '../work.ts'
import { makeScene, pixels, side } from './scene.ts'

/** A batch of region masks on one frame; weights are 0 and 1, as searches draw them, or anything between. */
export function maskRegionsWork(seed: number, masks: number, weights: 'binary' | 'soft'): Work {
  const { regions, ...scene } = makeScene(49)
  const draw = weights === 'binary' ? drawBits : drawFloats
  const inputs = { ...scene, weights: draw(seed, masks * regions) }
  return kernelWork({
    kernel: 'maskRegions',
    size: `${formatCount(masks, `${weights} mask`)} of ${regions} regions, ${side} x ${side}`,
    unit: 'masks',
    perCall: masks,
    sizes: { masks, regions, pixels },
    inputs,
    outputLength: masks * 3 * pixels,
    stays: true,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.maskRegions({ ...buffers, output, masks, regions, pixels }),
  })
}
