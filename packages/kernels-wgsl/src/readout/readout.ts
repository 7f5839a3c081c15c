import { writtenWords } from '../buffers.ts'
import { checkBuffers, checkIndices, checkSize } from '../check.ts'
import type { Host } from '../host.ts'
import type { ReadoutJob } from '../jobs.ts'
import type { Program } from '../program.ts'
import { logarithmText } from '../shared/logarithm.wgsl.ts'
import { sumText } from '../shared/sum.wgsl.ts'
import { readoutText } from './readout.wgsl.ts'

export const readoutProgram: Program = {
  code: [sumText, logarithmText, readoutText],
  inputs: 2,
  steps: ['readRows', 'readTargets'],
}

/** As the shader numbers them. */
const links = { none: 0, softmax: 1, sigmoid: 2 } as const

/** Enqueues `readout`: a thread per row, then one per row and target. */
export function readout({ table, dispatch }: Host, job: ReadoutJob): void {
  const { rows, classes, targetCount, link } = job
  checkSize('rows', rows)
  // The arg-max is written as a float32, which counts no further.
  checkSize('classes', classes, 1, 2 ** 24)
  checkSize('targetCount', targetCount, 0)
  const bindings = checkBuffers(table, job, {
    logits: 4 * rows * classes,
    targets: 4 * targetCount,
    output: 4 * rows * (2 * targetCount + 3),
  })
  checkIndices('targets', writtenWords('targets', table.find(job.targets), targetCount), classes)
  const zero = 0
  const sizes = [rows, classes, targetCount, links[link], zero]
  dispatch('readout', { bindings, sizes, threads: [rows, rows * targetCount] })
}
