import { constantWarnings } from '../../answer/constant-scores.ts'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import type { Frame } from '../../model/classifier.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom, shuffled } from '../../random/random.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import type { RegionMap } from '../../regions/region-map.ts'
import type { Measurement } from '../metric.ts'
import { type PixelMasks, scorePixelMasks } from '../pixel-masks.ts'
import { undefinedBecause } from '../undefined-value.ts'

/** What hiding some parts of a picture costs, and what a map says of them. */
export interface SubsetDrops {
  /** Probability of the whole picture. */
  readonly picture: number
  /** What the probability falls by, per part, to a millionth: below it parts that do nothing differ by the rounding of the model. */
  readonly drops: Float64Array
  /** The map's sum over the pixels of each part. To seven digits, so that sums that are equal but for the order of their terms are ties. */
  readonly sums: Float64Array
  /** Hidden pixels of each part: the sums of a map that is 1 everywhere. */
  readonly sizes: Float64Array
}

/** Hides each part alone. Parts that depend on the seed and the frame only cost nothing for a second map. */
export async function measureSubsets(evaluator: MaskEvaluator, map: Float32Array, parts: PixelMasks): Promise<SubsetDrops> {
  const { probabilities } = await scorePixelMasks(evaluator, {
    count: parts.count + 1,
    write: (index, kept) => (index === 0 ? void kept.fill(1) : parts.write(index - 1, kept)),
  })
  const picture = probabilities[0]!
  const [sums, sizes] = [new Float64Array(parts.count), new Float64Array(parts.count)]
  const kept = new Uint8Array(map.length)
  for (let part = 0; part < parts.count; part++) {
    parts.write(part, kept)
    let [sum, size] = [0, 0]
    for (let pixel = 0; pixel < map.length; pixel++) {
      if (kept[pixel] === 1) continue
      sum += map[pixel]!
      size++
    }
    sums[part] = Number(sum.toPrecision(7))
    sizes[part] = size
  }
  return { picture, drops: probabilities.subarray(1).map((probability) => rounded(picture - probability)), sums, sizes }
}

const rounded = (drop: number): number => Math.round(drop * 1e6) / 1e6

/** The correlation of what the map says and what hiding does; undefined, with the reason, where one of the two is the same for all parts. */
export function correlationOf(
  { picture, drops, sums }: Pick<SubsetDrops, 'picture' | 'drops' | 'sums'>,
  correlate: (a: ArrayLike<number>, b: ArrayLike<number>) => number,
): Measurement {
  const value = correlate(sums, drops)
  const warnings = constantWarnings([picture, ...drops.map((drop) => picture - drop)], 'probability')
  if (!Number.isNaN(value)) return { value, parts: { picture }, warnings }
  const what = drops.every((drop) => drop === drops[0])
    ? 'hiding any of the parts changes the probability by the same'
    : 'the map has the same sum over all parts'
  return undefinedBecause(what, { parts: { picture }, warnings })
}

/** Cells of the frame, `grid` per side and never smaller than a pixel. */
export function cellsOf({ width, height }: Pick<Frame, 'width' | 'height'>, grid: number): RegionMap {
  return nearestGrid(width, height, Math.min(grid, height), Math.min(grid, width))
}

/** Masks that hide cells: `hidden(part)` has one byte per cell, 1 = hidden. */
export function hiddenCells(cells: RegionMap, count: number, hidden: (part: number) => ArrayLike<number>): PixelMasks {
  return {
    count,
    write: (part, kept) => {
      const isHidden = hidden(part)
      for (let pixel = 0; pixel < kept.length; pixel++) kept[pixel] = 1 - isHidden[cells.labels[pixel]!]!
    },
  }
}

/** So many random cells of `count`, as bytes that are 1 for them; part i depends on the seed and i only. */
export function randomCells(count: number, hidden: number, seed: number): (part: number) => Uint8Array {
  return (part) => {
    const bytes = new Uint8Array(count)
    for (const cell of shuffled(count, createRandom(deriveSeed(seed, part))).subarray(0, hidden)) bytes[cell] = 1
    return bytes
  }
}
