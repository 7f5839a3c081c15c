import { factorOutputs } from '../../math/hsic-factor.ts'
import { kernelWork } from '../kernel-work.ts'
import type { BufferHandles, Work } from '../work.ts'
import { drawHsicSamples } from './hsic-samples.ts'

/** The kernel alone, on a factor that is there already. */
export function hsicWork(seed: number, samples: number, cells: number): Work {
  const { masks, outputs, bandwidth } = drawHsicSamples(seed, samples, cells)
  const { factor, rank } = factorOutputs(outputs, bandwidth)
  const inputs = { masks, factor }
  return kernelWork({
    kernel: 'hsic',
    size: `${samples} samples, ${cells} cells, rank ${rank}`,
    unit: 'cells',
    perCall: cells,
    sizes: { samples, cells, rank },
    inputs,
    outputLength: cells,
    stays: false,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.hsic({ ...buffers, output, samples, cells, rank }),
  })
}
