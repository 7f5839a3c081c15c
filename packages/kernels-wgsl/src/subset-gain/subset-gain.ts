import { writtenWords } from '../buffers.ts'
import { checkBuffers, checkIndices, checkSize } from '../check.ts'
import type { Host } from '../host.ts'
import type { SubsetGainJob } from '../jobs.ts'
import type { Program } from '../program.ts'
import { subsetGainText } from './subset-gain.wgsl.ts'

export const subsetGainProgram: Program = { code: [subsetGainText], inputs: 7, steps: ['subsetGain'] }

/** Enqueues `subsetGain`: a thread per candidate, through the selection. */
export function subsetGain({ table, dispatch }: Host, job: SubsetGainJob): void {
  const { candidateCount, regions, selectedCount } = job
  checkSize('candidateCount', candidateCount)
  checkSize('regions', regions, 1, 65_536)
  checkSize('selectedCount', selectedCount, 0)
  const bindings = checkBuffers(table, job, {
    keep: 8 * candidateCount,
    drop: 4 * candidateCount,
    candidates: 4 * candidateCount,
    distances: selectedCount === 0 ? 0 : 4 * regions * regions,
    selected: 4 * selectedCount,
    nearest: 4 * selectedCount,
    weights: 16,
    output: 20 * candidateCount,
  })
  checkIndices('candidates', writtenWords('candidates', table.find(job.candidates), candidateCount), regions)
  checkIndices('selected', writtenWords('selected', table.find(job.selected), selectedCount), regions)
  dispatch('subsetGain', { bindings, sizes: [candidateCount, regions, selectedCount], threads: [candidateCount] })
}
