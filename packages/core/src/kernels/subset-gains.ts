import type { Kernels } from './kernels.ts'
import { withScratchBuffers } from './scratch-buffers.ts'

/** One greedy step: what the model said with each candidate added, and what is already selected. */
export interface SubsetGainInputs {
  /** f32[M, 2]: target score and confidence of keeping the selection and candidate x. */
  readonly keep: Float32Array
  /** f32[M]: target score of hiding them. */
  readonly drop: Float32Array
  /** u32[M]: region of each candidate. */
  readonly candidates: Uint32Array
  /** f32[regions, regions]; null leaves effectiveness at 0. */
  readonly distances: Float32Array | null
  readonly regions: number
  /** u32[S]: regions selected so far. */
  readonly selected: Uint32Array
  /** f32[S]: each selected region's distance to its nearest other; 2 when alone. */
  readonly nearest: Float32Array
  readonly weights: readonly [consistency: number, collaboration: number, effectiveness: number, confidence: number]
}

/** Candidates times selected regions from which a device answers sooner than the host would, its read back included. */
const worthADevice = 1e5

/** Columns of a row of `subsetGains`. */
export const gainColumns = { consistency: 0, collaboration: 1, effectiveness: 2, confidence: 3, total: 4 } as const

/**
 * f32[M, 5] per candidate: consistency, 1 - drop, effectiveness, confidence and their weighted sum, by the `subsetGain` kernel.
 * The caller takes the arg-max (strict >, lowest region wins). Small calls stay off a device.
 */
export async function subsetGains(given: Kernels, inputs: SubsetGainInputs): Promise<Float32Array> {
  const gains = new Float32Array(inputs.candidates.length * 5)
  if (gains.length === 0) return gains
  const isSmall = inputs.candidates.length * inputs.selected.length < worthADevice
  const kernels = (isSmall && (await given.onHost?.())) || given
  return await withScratchBuffers(kernels, async ({ hold, upload }) => {
    const output = hold(gains.byteLength)
    kernels.subsetGain({
      keep: upload(inputs.keep),
      drop: upload(inputs.drop),
      candidates: upload(inputs.candidates),
      distances: upload(inputs.distances ?? new Float32Array(0)),
      selected: upload(inputs.selected),
      nearest: upload(inputs.nearest),
      weights: upload(Float32Array.from(inputs.weights)),
      output,
      candidateCount: inputs.candidates.length,
      regions: inputs.regions,
      selectedCount: inputs.distances === null ? 0 : inputs.selected.length,
    })
    await kernels.read(output, gains)
    return gains
  })
}
