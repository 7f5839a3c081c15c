import { TelltaleError } from '../../errors.ts'
import type { MaskEvaluator, Masks } from '../../evaluator/mask-evaluator.ts'
import { maskKey } from '../../evaluator/memo.ts'
import type { Attribution } from '../../explanation/attribution.ts'
import type { Group, Present, Split } from '../../math/owen-values.ts'
import { halveGrid, halveRegions } from '../../regions/group-halves.ts'
import { maximumRegions } from '../../regions/limits.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import type { RegionMap } from '../../regions/region-map.ts'
import type { PartitionShapParameters } from './partition-shap-parameters.ts'

/** What is halved again and again, and how it is shown to the model. */
export interface PartitionGroups {
  readonly root: Group
  /** Two masks per split: what is present with its first half, then with its second. */
  readonly masksOf: (splits: readonly Split[]) => Masks
  readonly attribution: (values: Float64Array) => Attribution
}

/** The blocks or regions that the parameters ask for. Throws USAGE_PARAMETER when there are more blocks than a frame can have. */
export function partitionGroups(
  { frame: { width, height }, regions }: MaskEvaluator,
  { over, minBlock }: PartitionShapParameters,
): PartitionGroups {
  if (over === 'regions') {
    return {
      root: halveRegions(regions),
      masksOf: masksOver(regions, null),
      attribution: (values) => ({ kind: 'regions', values }),
    }
  }
  const [rows, columns] = [height, width].map((side) => Math.max(1, Math.floor(side / minBlock))) as [number, number]
  requireNumbered(rows * columns)
  return {
    root: halveGrid(rows, columns),
    masksOf: masksOver(nearestGrid(width, height, rows, columns), `blocks:${rows}x${columns}`),
    attribution: (values) => ({ kind: 'grid', rows, columns, values }),
  }
}

/** Masks of a map; `name` goes into their keys, null for the evaluator's own regions, which need none. */
function masksOver(map: RegionMap, name: string | null): PartitionGroups['masksOf'] {
  return (splits) => {
    const { count: cells } = map
    const count = 2 * splits.length
    const weights = new Float32Array(count * cells)
    splits.forEach(({ present, halves }, split) => {
      halves.forEach((half, which) => {
        const row = 2 * split + which
        show({ group: half, others: present }, weights.subarray(row * cells, (row + 1) * cells))
      })
    })
    const masks = { kind: 'regions', count, weights, regions: map } as const
    if (name === null) return masks
    return { ...masks, keys: Array.from({ length: count }, (_, row) => `${name}:${maskKey(weights, row * cells, cells)}`) }
  }
}

function show(groups: Present, weights: Float32Array): void {
  for (let link: Present | null = groups; link; link = link.others) {
    for (const cell of link.group.players) weights[cell] = 1
  }
}

function requireNumbered(blocks: number): void {
  if (blocks <= maximumRegions) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `The frame would fall into ${blocks} blocks; the limit is ${maximumRegions}.`,
    'Use a larger minBlock.',
    { value: blocks, limit: maximumRegions },
  )
}
