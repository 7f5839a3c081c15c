import type { KernelName } from '../../kernels/kernels.ts'
import { accumulateGridCases } from './cases/accumulate-grid.ts'
import { hsicCases } from './cases/hsic.ts'
import { maskGridCases } from './cases/mask-grid.ts'
import { maskRegionsCases } from './cases/mask-regions.ts'
import { readoutCases } from './cases/readout.ts'
import { subsetGainCases } from './cases/subset-gain.ts'
import type { NamedCase } from './kernel-case.ts'

/** The case table of each kernel. */
export const kernelCases: Readonly<Record<KernelName, readonly NamedCase[]>> = {
  maskRegions: maskRegionsCases,
  maskGrid: maskGridCases,
  accumulateGrid: accumulateGridCases,
  readout: readoutCases,
  subsetGain: subsetGainCases,
  hsic: hsicCases,
}
