import { writtenWords } from '../buffers.ts'
import { checkBuffers, checkGrid, checkWindows } from '../check.ts'
import type { Host } from '../host.ts'
import type { MaskGridJob } from '../jobs.ts'
import type { Program } from '../program.ts'
import { blendText } from '../shared/blend.wgsl.ts'
import { gridText } from '../shared/grid.wgsl.ts'
import { maskGridText } from './mask-grid.wgsl.ts'

export const maskGridProgram: Program = { code: [blendText, gridText, maskGridText], inputs: 4, steps: ['maskGrid'] }

/** Enqueues `maskGrid`: a thread per pixel of each mask. */
export function maskGrid({ table, dispatch }: Host, job: MaskGridJob): void {
  checkGrid(job)
  const { masks, gridRows, gridColumns, upHeight, upWidth, height, width } = job
  const pixels = height * width
  const bindings = checkBuffers(table, job, {
    picture: 12 * pixels,
    baseline: 12 * pixels,
    cells: 4 * masks * gridRows * gridColumns,
    offsets: 8 * masks,
    output: 12 * masks * pixels,
  })
  checkWindows(writtenWords('offsets', table.find(job.offsets), 2 * masks), job)
  const sizes = [masks, gridRows, gridColumns, upHeight, upWidth, height, width]
  dispatch('maskGrid', { bindings, sizes, threads: [masks * pixels] })
}
