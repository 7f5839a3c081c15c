import type { Masks } from '../../evaluator/mask-evaluator.ts'
import { maskKey } from '../../evaluator/memo.ts'
import type { Sampler } from '../../random/sampler.ts'
import type { Cells } from './cells.ts'

/** Masks that keep or hide each cell, drawn one after another. */
export interface BinaryDesign {
  /** u32[samples, ceil(cells / 32)], bit j & 31 of word j >> 5 for cell j: rows of the masks that were made so far. */
  readonly bits: Uint32Array
  readonly masksOf: (first: number, count: number) => Masks
}

/** A design of so many masks: a cell is kept where its coordinate of the sampler's point is above one half (one half itself is hidden). */
export function createBinaryDesign(cells: Cells, sampler: Sampler, samples: number): BinaryDesign {
  const { count: dimensions } = cells.map
  const words = Math.ceil(dimensions / 32)
  const bits = new Uint32Array(samples * words)
  const point = new Float64Array(dimensions)
  const masksOf = (first: number, count: number): Masks => {
    const weights = new Float32Array(count * dimensions)
    for (let row = 0; row < count; row++) {
      sampler.draw(first + row, point)
      const own = bits.subarray((first + row) * words, (first + row + 1) * words)
      own.fill(0)
      for (let cell = 0; cell < dimensions; cell++) {
        if (!(point[cell]! > 0.5)) continue
        weights[row * dimensions + cell] = 1
        own[cell >> 5]! |= 1 << (cell & 31)
      }
    }
    const masks = { kind: 'regions', count, weights, regions: cells.map } as const
    if (cells.name === 'regions') return masks
    return {
      ...masks,
      keys: Array.from({ length: count }, (_, row) => `${cells.name}:${maskKey(weights, row * dimensions, dimensions)}`),
    }
  }
  return { bits, masksOf }
}
