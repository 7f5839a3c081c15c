import { drawFloats, drawIndices } from '../../random/draws.ts'
import { kernelWork } from '../kernel-work.ts'
import type { BufferHandles, Work } from '../work.ts'

const targetCount = 2

/** A batch of logits read as scores of two targets. */
export function readoutWork(seed: number, rows: number, classes: number): Work {
  const inputs = { logits: drawFloats(seed, rows * classes, -6, 12), targets: drawIndices(seed + 1, targetCount, classes) }
  const link = 'softmax'
  return kernelWork({
    kernel: 'readout',
    size: `${rows} rows of ${classes} classes`,
    unit: 'rows',
    perCall: rows,
    sizes: { rows, classes, targetCount },
    inputs,
    outputLength: rows * (2 * targetCount + 3),
    stays: false,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.readout({ ...buffers, output, rows, classes, targetCount, link }),
  })
}
