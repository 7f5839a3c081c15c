import { deriveSeed } from '../random/derive-seed.ts'
import { createRandom, type Random, shuffled } from '../random/random.ts'
import type { Dataset, Sample, Tile } from './dataset.ts'

export interface MosaicPlanOptions {
  readonly perClass: number
  /** Of a class with one picture: none, or mosaics that show it twice, once mirrored, and say so. */
  readonly fewPictures: 'skip' | 'mirror'
  readonly seed: number
}

/** Which picture stands where: top left, top right, bottom left, bottom right. */
export interface PlannedMosaic {
  readonly id: string
  /** The class that two of its tiles show. */
  readonly class: number
  readonly tiles: readonly Omit<Tile, 'rectangle'>[]
}

interface Pair {
  readonly sources: readonly [string, string]
  /** Whether it is one picture twice, for want of others. */
  readonly repeats: boolean
}

/**
 * Mosaics of two pictures of a class and two of others, `perClass` for every class, in the order of the classes. Pictures of the class are used about
 * equally often, those of other classes in equal numbers from each, as far as they go; a picture meets itself only where there is no other, and the
 * tiles then say so. A class is left out where the data set has fewer than two pictures of it, or no other class. The same seed gives the same
 * mosaics, and those of a class do not depend on how many others are made.
 *
 * A. Arias-Duart, F. Pares and D. Garcia-Gasulla, Focus! Rating XAI Methods and Finding Biases with Mosaics, arXiv 2109.15035.
 */
export function planMosaics(
  samples: readonly Pick<Sample, 'id' | 'class'>[],
  { perClass, fewPictures, seed }: MosaicPlanOptions,
): { readonly mosaics: readonly PlannedMosaic[]; readonly skipped: Dataset['skipped'] } {
  const idsOf = idsByClass(samples)
  const classOf = new Map(samples.map((sample) => [sample.id, sample.class]))
  const skipped = samples
    .filter((sample) => sample.class === undefined)
    .map(({ id }) => ({ id, code: 'DATASET_CLASS_MISSING', reason: 'Its class is not known, so no mosaic can be made of it.' }))
  const mosaics: PlannedMosaic[] = []
  for (const [index, own] of idsOf) {
    const refusal = refusalOf(own, idsOf.size, fewPictures)
    if (refusal) skipped.push({ id: `class ${index}`, ...refusal })
    else {
      const random = createRandom(deriveSeed(seed, 'mosaics', index))
      const others = [...idsOf].filter(([other]) => other !== index).map(([, ids]) => ids)
      const inner = pairUp(repeated(own, 2 * perClass), random)
      const outer = pairUp(drawOthers(others, 2 * perClass, random), random)
      inner.forEach((pair, number) => {
        const tiles = [...tilesOf(pair), ...tilesOf(outer[number]!)].map((tile) => ({
          ...tile,
          class: classOf.get(tile.source)!,
        }))
        const placed = Array.from(shuffled(tiles.length, random), (tile) => tiles[tile]!)
        mosaics.push({ id: `mosaic/${index}/${number + 1}`, class: index, tiles: placed })
      })
    }
  }
  return { mosaics, skipped }
}

/** Ids by class, classes ascending. */
function idsByClass(samples: readonly Pick<Sample, 'id' | 'class'>[]): ReadonlyMap<number, readonly string[]> {
  const ids = new Map<number, string[]>()
  for (const sample of samples) {
    if (sample.class === undefined) continue
    const own = ids.get(sample.class)
    if (own) own.push(sample.id)
    else ids.set(sample.class, [sample.id])
  }
  return new Map([...ids].sort(([a], [b]) => a - b))
}

function refusalOf(
  own: readonly string[],
  classes: number,
  fewPictures: MosaicPlanOptions['fewPictures'],
): { readonly code: string; readonly reason: string } | null {
  if (classes < 2)
    return { code: 'DATASET_CLASS_ALONE', reason: 'A mosaic needs pictures of other classes, and there is no other.' }
  if (own.length >= 2 || fewPictures === 'mirror') return null
  return {
    code: 'DATASET_CLASS_SMALL',
    reason: `A mosaic needs two pictures of its class, and "${own[0]}" is the only one of this class.`,
  }
}

/** The items again and again, until there are `count`. */
function repeated(items: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => items[place % items.length]!)
}

/** `count` ids from the lists, about as many from each, without replacement as far as they go. */
function drawOthers(lists: readonly (readonly string[])[], count: number, random: Random): readonly string[] {
  const each = Math.ceil(count / lists.length)
  const drawn = lists.flatMap((ids) => mixed(ids, random).slice(0, each))
  return repeated(mixed(drawn, random), count)
}

function mixed(items: readonly string[], random: Random): readonly string[] {
  return Array.from(shuffled(items.length, random), (place) => items[place]!)
}

/** Pairs at random. A pair of equal ids changes one of them with a pair that has neither, where there is one. */
function pairUp(items: readonly string[], random: Random): readonly Pair[] {
  const order = [...mixed(items, random)]
  for (let first = 0; first < order.length; first += 2) {
    const id = order[first]!
    if (order[first + 1] !== id) continue
    const start = 2 * Math.floor((random.next() * order.length) / 2)
    for (let step = 0; step < order.length; step += 2) {
      const other = (start + step) % order.length
      if (order[other] === id || order[other + 1] === id) continue
      order[first + 1] = order[other]!
      order[other] = id
      break
    }
  }
  return Array.from({ length: order.length / 2 }, (_, pair) => {
    const sources = [order[2 * pair]!, order[2 * pair + 1]!] as const
    return { sources, repeats: sources[0] === sources[1] }
  })
}

function tilesOf({ sources, repeats }: Pair): readonly Omit<Tile, 'rectangle' | 'class'>[] {
  const [first, second] = sources
  if (!repeats) return [{ source: first }, { source: second }]
  return [
    { source: first, repeats },
    { source: second, repeats, mirrored: true },
  ]
}
