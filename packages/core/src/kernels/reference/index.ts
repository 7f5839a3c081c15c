import { KernelError } from '../kernel-error.ts'
import type { AccumulateGrid, Hsic, Kernels, MaskGrid, MaskRegions, Readout, SubsetGain } from '../kernels.ts'
import { accumulateGrid } from './accumulate-grid.ts'
import { type BufferTable, createBufferTable } from './buffer-table.ts'
import { checkGrid, checkIndices, checkOffsets, checkOutput, checkSize } from './check.ts'
import { createReferenceHostKernels } from './host.ts'
import { hsic } from './hsic.ts'
import { maskGrid } from './mask-grid.ts'
import { maskRegions } from './mask-regions.ts'
import { readout } from './readout.ts'
import { subsetGain } from './subset-gain.ts'

/** The slow, obvious kernels in f64 over float32 storage: what every other backend is compared with, and what runs where nothing else does. */
export function createReferenceKernels(): Kernels {
  const table = createBufferTable()
  return {
    backend: 'reference',
    allocate: table.allocate,
    release: table.release,
    write: (buffer, data, byteOffset = 0) => {
      // What a device does not write, no other backend does.
      if (byteOffset % 4 !== 0) throw new KernelError('KERNEL_SIZE', `byteOffset must be a multiple of 4; got ${byteOffset}.`)
      table.write(buffer, data, byteOffset)
    },
    read: table.read,
    expose: table.expose,
    maskRegions: (job) => runMaskRegions(table, job),
    maskGrid: (job) => runMaskGrid(table, job),
    accumulateGrid: (job) => runAccumulateGrid(table, job),
    readout: (job) => runReadout(table, job),
    subsetGain: (job) => runSubsetGain(table, job),
    hsic: (job) => runHsic(table, job),
    createHost: async () => createReferenceHostKernels(),
    dispose: table.clear,
  }
}

function runMaskRegions(table: BufferTable, job: MaskRegions): void {
  const { masks, regions, pixels } = job
  checkSize('masks', masks)
  checkSize('regions', regions, 1, 65_536)
  checkSize('pixels', pixels)
  checkOutput(job.output, { picture: job.picture, baseline: job.baseline, labels: job.labels, weights: job.weights })
  maskRegions(
    table.floats('picture', job.picture, 3 * pixels),
    table.floats('baseline', job.baseline, 3 * pixels),
    table.labels('labels', job.labels, pixels),
    table.floats('weights', job.weights, masks * regions),
    table.floats('output', job.output, 3 * masks * pixels),
    job,
  )
}

function runMaskGrid(table: BufferTable, job: MaskGrid): void {
  checkGrid(job)
  checkOutput(job.output, { picture: job.picture, baseline: job.baseline, cells: job.cells, offsets: job.offsets })
  const pixels = job.height * job.width
  const offsets = table.words('offsets', job.offsets, 2 * job.masks)
  checkOffsets(offsets, job)
  maskGrid(
    table.floats('picture', job.picture, 3 * pixels),
    table.floats('baseline', job.baseline, 3 * pixels),
    table.floats('cells', job.cells, job.masks * job.gridRows * job.gridColumns),
    offsets,
    table.floats('output', job.output, 3 * job.masks * pixels),
    job,
  )
}

function runAccumulateGrid(table: BufferTable, job: AccumulateGrid): void {
  checkGrid(job)
  checkOutput(job.output, { cells: job.cells, offsets: job.offsets, values: job.values })
  const offsets = table.words('offsets', job.offsets, 2 * job.masks)
  checkOffsets(offsets, job)
  accumulateGrid(
    table.floats('cells', job.cells, job.masks * job.gridRows * job.gridColumns),
    offsets,
    table.floats('values', job.values, job.masks),
    table.floats('output', job.output, 2 * job.height * job.width),
    job,
  )
}

function runReadout(table: BufferTable, job: Readout): void {
  const { rows, classes, targetCount } = job
  checkSize('rows', rows)
  // The arg-max is written as a float32, which counts no further.
  checkSize('classes', classes, 1, 2 ** 24)
  checkSize('targetCount', targetCount, 0)
  checkOutput(job.output, { logits: job.logits, targets: job.targets })
  const targets = table.words('targets', job.targets, targetCount)
  checkIndices('targets', targets, classes)
  readout(
    table.floats('logits', job.logits, rows * classes),
    targets,
    table.floats('output', job.output, rows * (2 * targetCount + 3)),
    job,
  )
}

function runSubsetGain(table: BufferTable, job: SubsetGain): void {
  const { candidateCount, regions, selectedCount, output, ...inputs } = job
  checkSize('candidateCount', candidateCount)
  checkSize('regions', regions, 1, 65_536)
  checkSize('selectedCount', selectedCount, 0)
  checkOutput(output, inputs)
  const candidates = table.words('candidates', job.candidates, candidateCount)
  const selected = table.words('selected', job.selected, selectedCount)
  checkIndices('candidates', candidates, regions)
  checkIndices('selected', selected, regions)
  subsetGain(
    table.floats('keep', job.keep, 2 * candidateCount),
    table.floats('drop', job.drop, candidateCount),
    candidates,
    table.floats('distances', job.distances, selectedCount === 0 ? 0 : regions * regions),
    selected,
    table.floats('nearest', job.nearest, selectedCount),
    table.floats('weights', job.weights, 4),
    table.floats('output', output, 5 * candidateCount),
    regions,
  )
}

function runHsic(table: BufferTable, job: Hsic): void {
  const { samples, cells, rank } = job
  checkSize('samples', samples)
  checkSize('cells', cells)
  checkSize('rank', rank, 4)
  if (rank % 4 !== 0) throw new KernelError('KERNEL_SIZE', `rank must be a multiple of 4; got ${rank}.`)
  checkOutput(job.output, { masks: job.masks, factor: job.factor })
  hsic(
    table.words('masks', job.masks, samples * Math.ceil(cells / 32)),
    table.floats('factor', job.factor, samples * rank),
    table.floats('output', job.output, cells),
    job,
  )
}
