import type { HsicSamples } from '../math/hsic-definition.ts'
import { factorOutputs, type HsicFactorOptions } from '../math/hsic-factor.ts'
import type { Kernels } from './kernels.ts'
import { withScratchBuffers } from './scratch-buffers.ts'

/** What is scored, and when the low-rank factor of the outputs stops. */
export interface HsicInputs extends HsicSamples, HsicFactorOptions {}

/** HSIC per cell, and how much the low-rank factor can have taken from each. */
export interface HsicScores {
  readonly scores: Float32Array
  /** Every exact score lies between its value here and that value plus this bound (float32 rounding aside). */
  readonly bound: number
  /** Trace of the centred output kernel, up to twice the bound. */
  readonly trace: number
}

/** Dependence between each cell being kept and the model's output, divided by n as the authors' code does, by the `hsic` kernel. */
export async function hsicScores(kernels: Kernels, inputs: HsicInputs): Promise<HsicScores> {
  const { masks, outputs, cells, bandwidth } = inputs
  const scores = new Float32Array(cells)
  const { factor, rank, residual, trace } = factorOutputs(outputs, bandwidth, inputs)
  return await withScratchBuffers(kernels, async ({ hold, upload }) => {
    const output = hold(scores.byteLength)
    kernels.hsic({ masks: upload(masks), factor: upload(factor), output, samples: outputs.length, cells, rank })
    await kernels.read(output, scores)
    return { scores, bound: residual / 2, trace }
  })
}
