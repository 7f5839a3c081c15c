import { checkBuffers, checkSize } from '../check.ts'
import type { Host } from '../host.ts'
import type { MaskRegionsJob } from '../jobs.ts'
import type { Program } from '../program.ts'
import { blendText } from '../shared/blend.wgsl.ts'
import { maskRegionsText } from './mask-regions.wgsl.ts'

export const maskRegionsProgram: Program = { code: [blendText, maskRegionsText], inputs: 4, steps: ['maskRegions'] }

/** Enqueues `maskRegions`: a thread per pixel of each mask. */
export function maskRegions({ table, dispatch }: Host, job: MaskRegionsJob): void {
  const { masks, regions, pixels } = job
  checkSize('masks', masks)
  checkSize('regions', regions, 1, 65_536)
  checkSize('pixels', pixels)
  const bindings = checkBuffers(table, job, {
    picture: 12 * pixels,
    baseline: 12 * pixels,
    labels: 2 * pixels,
    weights: 4 * masks * regions,
    output: 12 * masks * pixels,
  })
  dispatch('maskRegions', { bindings, sizes: [masks, regions, pixels], threads: [masks * pixels] })
}
