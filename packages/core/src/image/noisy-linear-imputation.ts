import { conjugateGradient } from '../math/conjugate-gradient.ts'
import { fillNormal } from '../random/normal-noise.ts'
import { neighbourMeans } from './neighbour-means.ts'

/** How exactly equations are solved, in grey levels: what is left of the error, about a twentieth of a level, drowns in the usual noise of 2.55. */
const usualResidual = 0.01
const iterations = 500

/** What is added to imputed pixels. */
export interface ImputationNoise {
  /** Standard deviation in grey levels of 0..255. */
  readonly deviation: number
  readonly seed: number
  /** Largest residual of an equation, in grey levels. */
  readonly residual?: number
}

/**
 * Fills removed pixels so that the shape of what was removed shows less than with one colour: each becomes the weighted mean of its neighbours inside
 * the frame, 1/6 for those beside it and 1/12 for those at its corners, where neighbours may be unknown themselves; then Gaussian noise is added.
 * `removed` has one byte per pixel, 0 = stays; where nothing stays, nothing is changed. Interleaved RGB, f32; without noise within 0..255.
 *
 * Y. Rong, T. Leemann, V. Borisov, G. Kasneci and E. Kasneci, A Consistent and Efficient Evaluation Strategy for Attribution Methods, ICML 2022.
 */
export function imputeLinearly(
  { width, height, rgb }: { readonly width: number; readonly height: number; readonly rgb: ArrayLike<number> },
  removed: Uint8Array,
  { deviation, seed, residual = usualResidual }: ImputationNoise,
): Float32Array {
  const filled = Float32Array.from(rgb)
  const system = neighbourMeans(width, height, removed)
  if (system.unknown.length === removed.length) return filled
  const noise = new Float32Array(rgb.length)
  fillNormal(seed, deviation, noise)
  for (let channel = 0; channel < 3; channel++) {
    const plane = Float64Array.from(removed, (_, pixel) => rgb[3 * pixel + channel]!)
    const solution = new Float64Array(system.unknown.length)
    conjugateGradient(system, system.wanted(plane), solution, { tolerance: residual, iterations })
    system.unknown.forEach((pixel, i) => {
      filled[3 * pixel + channel] = solution[i]! + noise[3 * pixel + channel]!
    })
  }
  return filled
}
