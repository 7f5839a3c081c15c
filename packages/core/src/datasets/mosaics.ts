import { composeMosaic, tileRectangles } from './compose-mosaic.ts'
import type { Dataset, Sample } from './dataset.ts'
import { type MosaicPlanOptions, type PlannedMosaic, planMosaics } from './plan-mosaics.ts'

export interface MosaicOptions extends MosaicPlanOptions {
  /** Side of a tile in pixels; a mosaic has twice as many. */
  readonly tile: number
  /** `folder`: the first folder of each id is a data set of its own, and no mosaic mixes two of them. */
  readonly groups: 'none' | 'folder'
}

/** Mosaics of a data set as samples of their own, composed when their turn comes: see `planMosaics`. Their class is the one that two tiles show. */
export function mosaicsOf(dataset: Dataset, options: MosaicOptions): Dataset {
  const byId = new Map(dataset.samples.map((sample) => [sample.id, sample]))
  const groups = [...new Set(dataset.samples.map(({ id }) => groupOf(id, options.groups)))]
  const plans = groups.map((group) => {
    const samples = dataset.samples.filter(({ id }) => groupOf(id, options.groups) === group)
    const { mosaics, skipped } = planMosaics(samples, options)
    const named = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: group + one.id })
    return { mosaics: mosaics.map(named), skipped: skipped.map((one) => (byId.has(one.id) ? one : named(one))) }
  })
  return {
    name: dataset.name,
    samples: plans.flatMap(({ mosaics }) => mosaics.map((mosaic) => sampleOf(mosaic, byId, options.tile))),
    skipped: plans.flatMap(({ skipped }) => skipped),
  }
}

/** What stands before the first slash, with it; nothing without groups. */
function groupOf(id: string, groups: MosaicOptions['groups']): string {
  return groups === 'none' ? '' : id.slice(0, id.indexOf('/') + 1)
}

function sampleOf({ id, class: index, tiles }: PlannedMosaic, byId: ReadonlyMap<string, Sample>, side: number): Sample {
  const rectangles = tileRectangles(side)
  return {
    id,
    class: index,
    tiles: tiles.map((tile, place) => ({ ...tile, rectangle: rectangles[place]! })),
    open: async () => {
      const pictures = []
      for (const { source, mirrored = false } of tiles) pictures.push({ picture: await byId.get(source)!.open(), mirrored })
      return await composeMosaic(id, pictures, side)
    },
  }
}
