import { checkBuffers, checkSize } from '../check.ts'
import { KernelError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { HsicJob } from '../jobs.ts'
import type { Program } from '../program.ts'
import { sumText } from '../shared/sum.wgsl.ts'
import { hsicText } from './hsic.wgsl.ts'

export const hsicProgram: Program = { code: [sumText, hsicText], inputs: 2, steps: ['hsic'] }

/** Enqueues `hsic`: a thread per cell, through all samples. */
export function hsic({ table, dispatch }: Host, job: HsicJob): void {
  const { samples, cells, rank } = job
  checkSize('samples', samples)
  checkSize('cells', cells)
  checkSize('rank', rank, 4)
  if (rank % 4 !== 0) throw new KernelError('KERNEL_SIZE', `rank must be a multiple of 4; got ${rank}.`)
  const bindings = checkBuffers(table, job, {
    masks: 4 * samples * Math.ceil(cells / 32),
    factor: 4 * samples * rank,
    output: 4 * cells,
  })
  const zero = 0
  dispatch('hsic', { bindings, sizes: [samples, cells, rank, zero], threads: [cells] })
}
