import { hsicScores } from '../../kernels/hsic-scores.ts'
import type { Kernels } from '../../kernels/kernels.ts'
import { type HsicSamples, hsicByDefinition } from '../../math/hsic-definition.ts'
import { spearman } from '../../math/spearman.ts'

/** On binary masks the score with the named kernel is so many times that with the binary one. */
export const kernelFactors = { binary: 1, rbf: 1 - Math.exp(-2), sobolev: 0.5 } as const

/** Cells up to which pairs are measured. */
export const mostInteractingCells = 256

/** HSIC of every cell with the binary kernel, divided by n; zero without a width. */
export async function scoreCells(kernels: Kernels, samples: HsicSamples, exact = false): Promise<Float64Array> {
  if (samples.outputs.length < 2 || samples.bandwidth === 0) return new Float64Array(samples.cells)
  if (exact) return hsicByDefinition(samples)
  return Float64Array.from((await hsicScores(kernels, samples)).scores)
}

/** Numbers that say how the scores were made and how sure they are. */
export async function describeScores(kernels: Kernels, samples: HsicSamples, scores: Float64Array) {
  const n = samples.outputs.length
  const { bound, trace } = n > 1 && samples.bandwidth > 0 ? await hsicScores(kernels, samples) : { bound: 0, trace: 0 }
  const kept = keptOf(samples)
  return {
    samples: n,
    bandwidth: samples.bandwidth,
    /** The factor takes at most so much from each score. */
    bound,
    /** What a cell without any influence scores on average, kept in half of the masks: the mean over all orders of the outputs. */
    chance: n > 1 ? trace / (2 * (n - 1)) : 0,
    /** Rank correlation of the scores of the first half of the masks with those of the second. */
    halves: await correlateHalves(kernels, samples),
    /** MMD^2 between the outputs with the cell and those without it: comparable across numbers of masks. */
    discrepancy: scores.map((score, cell) => {
      const share = kept[cell]! / n
      return score / (2 * n * share ** 2 * (1 - share) ** 2)
    }),
    /** Mean score of the masks that keep the cell minus that of those which hide it: HSIC itself has no sign. */
    effect: effectOf(samples, kept),
  }
}

/**
 * HSIC of each pair of cells with the product of their kernels, minus the scores of both: f64[cells, cells], symmetric, 0 on the diagonal.
 * With binary kernels the difference is half the score of a cell that is kept where both are kept or both hidden.
 */
export async function scorePairs(kernels: Kernels, samples: HsicSamples, exact: boolean): Promise<Float64Array> {
  const { cells, masks, outputs } = samples
  const words = Math.ceil(cells / 32)
  const lastWord = cells % 32 === 0 ? 0xffffffff : 2 ** (cells % 32) - 1
  const pairs = new Float64Array(cells * cells)
  const differing = new Uint32Array(outputs.length * words)
  for (let cell = 0; cell < cells; cell++) {
    for (let i = 0; i < differing.length; i++) {
      const sample = Math.floor(i / words)
      const flip = (masks[sample * words + (cell >> 5)]! >>> (cell & 31)) & 1 ? 0xffffffff : 0
      differing[i] = (masks[i]! ^ flip) & (i % words === words - 1 ? lastWord : 0xffffffff)
    }
    const scores = await scoreCells(kernels, { ...samples, masks: differing }, exact)
    for (let other = 0; other < cells; other++) pairs[cell * cells + other] = other === cell ? 0 : scores[other]! / 2
  }
  return pairs
}

async function correlateHalves(kernels: Kernels, samples: HsicSamples): Promise<number> {
  const { masks, outputs, cells } = samples
  const words = Math.ceil(cells / 32)
  const middle = outputs.length >> 1
  const half = (from: number, to: number): HsicSamples => ({
    ...samples,
    masks: masks.slice(from * words, to * words),
    outputs: Array.prototype.slice.call(outputs, from, to),
  })
  return spearman(await scoreCells(kernels, half(0, middle)), await scoreCells(kernels, half(middle, outputs.length)))
}

function keptOf({ masks, outputs, cells }: HsicSamples): Float64Array {
  const kept = new Float64Array(cells)
  eachKept(masks, outputs.length, cells, (cell) => {
    kept[cell]! += 1
  })
  return kept
}

function effectOf({ masks, outputs, cells }: HsicSamples, kept: Float64Array): Float64Array {
  const sums = new Float64Array(cells)
  let all = 0
  for (let sample = 0; sample < outputs.length; sample++) all += outputs[sample]!
  eachKept(masks, outputs.length, cells, (cell, sample) => {
    sums[cell]! += outputs[sample]!
  })
  return sums.map((sum, cell) => sum / kept[cell]! - (all - sum) / (outputs.length - kept[cell]!))
}

function eachKept(masks: Uint32Array, samples: number, cells: number, visit: (cell: number, sample: number) => void): void {
  const words = Math.ceil(cells / 32)
  for (let sample = 0; sample < samples; sample++) {
    for (let cell = 0; cell < cells; cell++) {
      if ((masks[sample * words + (cell >> 5)]! >>> (cell & 31)) & 1) visit(cell, sample)
    }
  }
}
