import { factorOutputs, type HsicFactorOptions } from '../math/hsic-factor.ts'
import type { BufferHandle, Kernels } from './kernels.ts'

/** Binary masks and what the model answered to each. */
export interface HsicInputs extends HsicFactorOptions {
  /** u32[samples, ceil(cells / 32)]: bit j of a row (word j >> 5, bit j & 31) is 1 where cell j was kept. */
  readonly masks: Uint32Array
  /** One finite score per sample. */
  readonly outputs: ArrayLike<number>
  readonly cells: number
  /** Width of the output kernel: positive. */
  readonly bandwidth: number
}

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
  const held: BufferHandle[] = []
  const hold = (bytes: number): BufferHandle => {
    const buffer = kernels.allocate(bytes)
    held.push(buffer)
    return buffer
  }
  try {
    const buffers = { masks: hold(masks.byteLength), factor: hold(factor.byteLength), output: hold(scores.byteLength) }
    kernels.write(buffers.masks, masks)
    kernels.write(buffers.factor, factor)
    kernels.hsic({ ...buffers, samples: outputs.length, cells, rank })
    await kernels.read(buffers.output, scores)
    return { scores, bound: residual / 2, trace }
  } finally {
    for (const buffer of held) kernels.release(buffer)
  }
}
