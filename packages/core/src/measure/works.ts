import type { NamedWork } from './work.ts'
import { accumulateGridWork } from './works/accumulate-grid.ts'
import { gainPipelineWork } from './works/gain-pipeline.ts'
import { hsicWork } from './works/hsic.ts'
import { hsicScoresWork } from './works/hsic-scores.ts'
import { maskGridWork } from './works/mask-grid.ts'
import { maskRegionsWork } from './works/mask-regions.ts'
import { readoutWork } from './works/readout.ts'
import { subsetGainWork } from './works/subset-gain.ts'

const batches = [1, 8, 32] as const
/** A greedy step of usual explanations, of fine regions, and of the finest maps. */
const regionCounts = [49, 1024, 4096] as const
const cellCounts = [49, 196, 784] as const
const samples = 1500

/** Every kernel at a few sizes, and the two that are more than a kernel, in the order in which they are measured. */
export function createWorks(seed: number): readonly NamedWork[] {
  return [
    ...batches.map((masks) => ({ name: 'maskRegions', make: () => maskRegionsWork(seed, masks, 'binary') }) as const),
    { name: 'maskRegions', make: () => maskRegionsWork(seed, 32, 'soft') },
    ...batches.map((masks) => ({ name: 'maskGrid', make: () => maskGridWork(seed, masks) }) as const),
    { name: 'accumulateGrid', make: () => accumulateGridWork(seed, 32) },
    { name: 'readout', make: () => readoutWork(seed, 32, 1000) },
    ...regionCounts.map((regions) => ({ name: 'subsetGain', make: () => subsetGainWork(seed, regions) }) as const),
    ...cellCounts.map((cells) => ({ name: 'hsic', make: () => hsicWork(seed, samples, cells) }) as const),
    ...cellCounts.map((cells) => ({ name: 'hsicScores', make: () => hsicScoresWork(seed, samples, cells) }) as const),
    { name: 'gainPipeline', make: () => gainPipelineWork(seed) },
  ]
}
