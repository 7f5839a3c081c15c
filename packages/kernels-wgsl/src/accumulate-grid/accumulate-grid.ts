import { writtenWords } from '../buffers.ts'
import { checkBuffers, checkGrid, checkWindows } from '../check.ts'
import type { Host } from '../host.ts'
import type { AccumulateGridJob } from '../jobs.ts'
import type { Program } from '../program.ts'
import { gridText } from '../shared/grid.wgsl.ts'
import { sumText } from '../shared/sum.wgsl.ts'
import { accumulateGridText } from './accumulate-grid.wgsl.ts'

export const accumulateGridProgram: Program = {
  code: [gridText, sumText, accumulateGridText],
  inputs: 3,
  steps: ['accumulateGrid'],
}

/** Enqueues `accumulateGrid`: a thread per pixel, through all masks. */
export function accumulateGrid({ table, dispatch }: Host, job: AccumulateGridJob): void {
  checkGrid(job)
  const { masks, gridRows, gridColumns, upHeight, upWidth, height, width } = job
  const pixels = height * width
  const bindings = checkBuffers(table, job, {
    cells: 4 * masks * gridRows * gridColumns,
    offsets: 8 * masks,
    values: 4 * masks,
    output: 8 * pixels,
  })
  checkWindows(writtenWords('offsets', table.find(job.offsets), 2 * masks), job)
  const zero = 0
  const sizes = [masks, gridRows, gridColumns, upHeight, upWidth, height, width, zero]
  dispatch('accumulateGrid', { bindings, sizes, threads: [pixels] })
}
