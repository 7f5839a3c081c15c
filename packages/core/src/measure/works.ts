import type { NamedWork, Work, WorkName } from './work.ts'
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
    ...batches.map((masks) => named('maskRegions', 2, () => maskRegionsWork(seed, masks, 'binary'))),
    named('maskRegions', 2, () => maskRegionsWork(seed, 32, 'soft')),
    ...batches.map((masks) => named('maskGrid', 2, () => maskGridWork(seed, masks))),
    named('accumulateGrid', 2, () => accumulateGridWork(seed, 32)),
    named('readout', 1, () => readoutWork(seed, 32, 1000)),
    ...regionCounts.map((regions) => named('subsetGain', regions > 2000 ? 16 : 1, () => subsetGainWork(seed, regions))),
    ...cellCounts.map((cells) => named('hsic', 1, () => hsicWork(seed, samples, cells))),
    // The formula as it is defined takes nearly all of it.
    ...cellCounts.map((cells) => named('hsicScores', cells > 500 ? 40 : 10, () => hsicScoresWork(seed, samples, cells))),
    named('gainPipeline', 4, () => gainPipelineWork(seed)),
  ]
}

function named(name: WorkName, weight: number, make: () => Work): NamedWork {
  return { name, weight, make }
}
