import { TelltaleError } from '../errors.ts'
import { deriveSeed } from './derive-seed.ts'
import { createHalton } from './halton.ts'
import { createLatinHypercube } from './latin-hypercube.ts'
import { createMonteCarlo } from './monte-carlo.ts'
import { createSobolSequence, sobolDimensions } from './sobol-sequence.ts'

/** Ways to spread points over the unit cube. */
export const samplerNames = ['sobol', 'latin-hypercube', 'scrambled-halton', 'halton', 'monte-carlo'] as const
export type SamplerName = (typeof samplerNames)[number]

/** Points of [0, 1)^dimensions, one at a time. */
export interface Sampler {
  /** What it is: another than was asked for where that cannot serve so many dimensions. */
  readonly name: SamplerName
  /** Writes point `index` of 0..samples-1: a function of the seed and the index only, and for a Latin hypercube of the number of samples. */
  readonly draw: (index: number, point: Float64Array) => void
}

/** How many points of how many coordinates, and from which seed. */
export interface SamplerOptions {
  readonly samples: number
  readonly dimensions: number
  readonly seed: number
  /**
   * Points of the Sobol sequence that are left out at its start; default 1, the zero vector, which makes the same binary mask as the second
   * point. Only from 0 are the first 2^k points spread evenly: an average over continuous points wants that.
   */
  readonly skip?: 0 | 1
}

/** In more dimensions neighbouring columns of the plain Halton sequence are almost copies: correlations of 0.98 at 64. */
const haltonDimensions = 10
const mostDimensions = 65_536

/**
 * A sampler by its name. The Sobol sequence does not depend on the seed; above 256 dimensions a Latin hypercube takes its place. Throws USAGE_PARAMETER for the plain Halton sequence above 10 dimensions, which couples its columns,
 * and above 65536 dimensions.
 */
export function createSampler(name: SamplerName, { samples, dimensions, seed, skip = 1 }: SamplerOptions): Sampler {
  if (dimensions > mostDimensions)
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `Points of ${dimensions} dimensions were asked for; the limit is ${mostDimensions}.`,
      'Use fewer cells or regions.',
      { value: dimensions, limit: mostDimensions },
    )
  const own = deriveSeed(seed, name)
  switch (name) {
    case 'sobol': {
      if (dimensions > sobolDimensions) return createSampler('latin-hypercube', { samples, dimensions, seed })
      const point = createSobolSequence(dimensions)
      return { name, draw: (index, into) => point(index + skip, into) }
    }
    case 'latin-hypercube':
      return { name, draw: createLatinHypercube(samples, dimensions, own) }
    case 'scrambled-halton':
      return { name, draw: createHalton(dimensions, own) }
    case 'halton':
      if (dimensions > haltonDimensions) throw coupledColumns(dimensions)
      return { name, draw: createHalton(dimensions, null) }
    case 'monte-carlo':
      return { name, draw: createMonteCarlo(dimensions, own) }
  }
}

function coupledColumns(dimensions: number): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `The plain Halton sequence almost copies columns in ${dimensions} dimensions; the limit is ${haltonDimensions}.`,
    'Use the sampler scrambled-halton or sobol.',
    { value: dimensions, limit: haltonDimensions },
  )
}
