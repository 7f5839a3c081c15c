import type { HsicSamples } from '../../math/hsic-definition.ts'
import { drawFloats, drawWords } from '../../random/draws.ts'

/** Random masks of so many cells, and answers that depend on the first cell and on chance. */
export function drawHsicSamples(seed: number, samples: number, cells: number): HsicSamples {
  const words = Math.ceil(cells / 32)
  const masks = drawWords(seed, samples * words)
  const outputs = drawFloats(seed + 1, samples).map((value, sample) => 0.6 * value + 0.4 * (masks[sample * words]! & 1))
  return { masks, outputs, cells, bandwidth: 0.3 }
}
