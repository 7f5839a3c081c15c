import { type Arena, createArena, drawNumber, offsetOf } from './arena.ts'
import { checkBuffers, checkIndices, checkSize } from './check.ts'
import { KernelError } from './errors.ts'
import { createWasmHostKernels, type WasmHostKernels } from './host-kernels.ts'
import type { AccumulateGridJob, HsicJob, MaskGridJob, MaskRegionsJob, ReadoutJob, SubsetGainJob } from './jobs.ts'
import { compileModule, type Exports, loadModule } from './load.ts'
import type { Variant } from './variant.ts'

/** The kernels of this package, by the names of their source files. */
export const kernelNames = ['maskRegions', 'maskGrid', 'accumulateGrid', 'readout', 'subsetGain', 'hsic'] as const

/**
 * One WebAssembly memory and the kernels on it. A handle is a byte offset and whose it is. Every size and handle of a call is checked first and refused with
 * a `KernelError`; the calls themselves run to their end before they return.
 */
export interface WasmKernels<Handle extends number = number> {
  readonly backend: 'wasm' | 'wasm-simd'
  /** A buffer with arbitrary contents. */
  readonly allocate: (bytes: number) => Handle
  readonly release: (buffer: Handle) => void
  readonly write: (buffer: Handle, data: ArrayBufferView, byteOffset?: number) => void
  readonly read: (buffer: Handle, into: ArrayBufferView) => Promise<void>
  /** A view of the buffer itself; void after the next `allocate`. */
  readonly expose: (buffer: Handle, floats: number) => Float32Array
  readonly maskRegions: (job: MaskRegionsJob<Handle>) => void
  readonly maskGrid: (job: MaskGridJob<Handle>) => void
  readonly accumulateGrid: (job: AccumulateGridJob<Handle>) => void
  readonly readout: (job: ReadoutJob<Handle>) => void
  readonly subsetGain: (job: SubsetGainJob<Handle>) => void
  readonly hsic: (job: HsicJob<Handle>) => void
  /** Host kernels of the same build, in a memory of their own; compiled at the first call only. */
  readonly createHost: () => Promise<WasmHostKernels<Handle>>
  /** Every later call throws; the memory goes when its last view does. */
  readonly dispose: () => void
}

interface Host {
  readonly arena: Arena
  readonly exports: Exports
  readonly memory: WebAssembly.Memory
}

/** Loads one build. Throws KERNEL_LOAD where its file or the engine's support for it is missing. */
export async function createWasmKernels<Handle extends number = number>(variant: Variant): Promise<WasmKernels<Handle>> {
  const { exports, memory } = await loadModule(variant)
  let live: Host | undefined = { exports, memory, arena: createArena(memory, exports.heapBase() >>> 0, drawNumber()) }
  let hostModule: Promise<WebAssembly.Module> | undefined
  const host = (): Host => {
    if (live === undefined) throw new KernelError('KERNEL_HANDLE', 'These kernels were disposed.')
    return live
  }
  return {
    backend: variant === 'simd' ? 'wasm-simd' : 'wasm',
    allocate: (bytes) => host().arena.allocate(bytes) as Handle,
    release: (buffer) => host().arena.release(buffer),
    write: (buffer, data, byteOffset = 0) => {
      bytesOf(host(), buffer, data.byteLength, byteOffset).set(asBytes(data))
    },
    read: async (buffer, into) => {
      asBytes(into).set(bytesOf(host(), buffer, into.byteLength, 0))
    },
    expose: (buffer, floats) => {
      const bytes = bytesOf(host(), buffer, floats * 4, 0)
      return new Float32Array(bytes.buffer, bytes.byteOffset, floats)
    },
    maskRegions: (job) => maskRegions(host(), job),
    maskGrid: (job) => maskGrid(host(), job),
    accumulateGrid: (job) => accumulateGrid(host(), job),
    readout: (job) => readout(host(), job),
    subsetGain: (job) => subsetGain(host(), job),
    hsic: (job) => hsic(host(), job),
    createHost: () => {
      hostModule ??= compileModule(`host-${variant}`)
      return createWasmHostKernels<Handle>(variant, hostModule)
    },
    dispose: () => {
      live = undefined
    },
  }
}

function maskRegions({ arena, exports }: Host, job: MaskRegionsJob<number>): void {
  const { masks, regions, pixels } = job
  checkSize('masks', masks)
  checkSize('regions', regions, 1, 65_536)
  checkSize('pixels', pixels)
  checkBuffers(arena, job, {
    picture: 12 * pixels,
    baseline: 12 * pixels,
    labels: 2 * pixels,
    weights: 4 * masks * regions,
    output: 12 * masks * pixels,
  })
  exports.maskRegions(job.picture, job.baseline, job.labels, job.weights, job.output, masks, regions, pixels)
}

function maskGrid(host: Host, job: MaskGridJob<number>): void {
  checkGrid(job)
  const pixels = job.height * job.width
  checkBuffers(host.arena, job, {
    picture: 12 * pixels,
    baseline: 12 * pixels,
    cells: 4 * job.masks * job.gridRows * job.gridColumns,
    offsets: 8 * job.masks,
    output: 12 * job.masks * pixels,
  })
  checkWindows(host, job)
  host.exports.maskGrid(job.picture, job.baseline, job.cells, job.offsets, job.output, ...gridSizes(job))
}

function accumulateGrid(host: Host, job: AccumulateGridJob<number>): void {
  checkGrid(job)
  checkBuffers(host.arena, job, {
    cells: 4 * job.masks * job.gridRows * job.gridColumns,
    offsets: 8 * job.masks,
    values: 4 * job.masks,
    output: 8 * job.height * job.width,
  })
  checkWindows(host, job)
  host.exports.accumulateGrid(job.cells, job.offsets, job.values, job.output, ...gridSizes(job))
}

function readout(host: Host, job: ReadoutJob<number>): void {
  const { rows, classes, targetCount, link } = job
  checkSize('rows', rows)
  // The arg-max is written as a float32, which counts no further.
  checkSize('classes', classes, 1, 2 ** 24)
  checkSize('targetCount', targetCount, 0)
  checkBuffers(host.arena, job, {
    logits: 4 * rows * classes,
    targets: 4 * targetCount,
    output: 4 * rows * (2 * targetCount + 3),
  })
  checkIndices('targets', wordsOf(host, job.targets, targetCount), classes)
  host.exports.readout(job.logits, job.targets, job.output, rows, classes, targetCount, links[link])
}

/** As `assembly/shared/link.ts` numbers them. */
const links = { none: 0, softmax: 1, sigmoid: 2 } as const

function subsetGain(host: Host, job: SubsetGainJob<number>): void {
  const { candidateCount, regions, selectedCount } = job
  checkSize('candidateCount', candidateCount)
  checkSize('regions', regions, 1, 65_536)
  checkSize('selectedCount', selectedCount, 0)
  checkBuffers(host.arena, job, {
    keep: 8 * candidateCount,
    drop: 4 * candidateCount,
    candidates: 4 * candidateCount,
    distances: selectedCount === 0 ? 0 : 4 * regions * regions,
    selected: 4 * selectedCount,
    nearest: 4 * selectedCount,
    weights: 16,
    output: 20 * candidateCount,
  })
  checkIndices('candidates', wordsOf(host, job.candidates, candidateCount), regions)
  checkIndices('selected', wordsOf(host, job.selected, selectedCount), regions)
  const { keep, drop, candidates, distances, selected, nearest, weights, output } = job
  host.exports.subsetGain(
    keep,
    drop,
    candidates,
    distances,
    selected,
    nearest,
    weights,
    output,
    candidateCount,
    regions,
    selectedCount,
  )
}

function hsic({ arena, exports }: Host, job: HsicJob<number>): void {
  const { samples, cells, rank } = job
  checkSize('samples', samples)
  checkSize('cells', cells)
  checkSize('rank', rank, 4)
  if (rank % 4 !== 0) throw new KernelError('KERNEL_SIZE', `rank must be a multiple of 4; got ${rank}.`)
  checkBuffers(arena, job, { masks: 4 * samples * Math.ceil(cells / 32), factor: 4 * samples * rank, output: 4 * cells })
  exports.hsic(job.masks, job.factor, job.output, samples, cells, rank)
}

type GridJob = Omit<AccumulateGridJob<number>, 'values'>

function checkGrid(job: GridJob): void {
  checkSize('masks', job.masks)
  for (const name of ['gridRows', 'gridColumns', 'upHeight', 'upWidth'] as const) checkSize(name, job[name], 1, 65_536)
  checkSize('height', job.height, 1, job.upHeight)
  checkSize('width', job.width, 1, job.upWidth)
}

/** The frame must lie inside every upsampled mask. */
function checkWindows(host: Host, job: GridJob): void {
  const offsets = wordsOf(host, job.offsets, 2 * job.masks)
  const rows = offsets.filter((_, index) => index % 2 === 0)
  const columns = offsets.filter((_, index) => index % 2 === 1)
  checkIndices('row offsets', rows, job.upHeight - job.height + 1)
  checkIndices('column offsets', columns, job.upWidth - job.width + 1)
}

function gridSizes(job: GridJob): readonly number[] {
  return [job.masks, job.gridRows, job.gridColumns, job.upHeight, job.upWidth, job.height, job.width]
}

function wordsOf({ memory }: Host, buffer: number, count: number): Uint32Array {
  return new Uint32Array(memory.buffer, offsetOf(buffer), count)
}

function bytesOf({ arena, memory }: Host, buffer: number, bytes: number, byteOffset: number): Uint8Array<ArrayBuffer> {
  const size = arena.sizeOf(buffer)
  checkSize('byteOffset', byteOffset, 0)
  // What a device does not write, no other backend does.
  if (byteOffset % 4 !== 0) throw new KernelError('KERNEL_SIZE', `byteOffset must be a multiple of 4; got ${byteOffset}.`)
  checkSize('bytes', bytes, 0)
  if (byteOffset + bytes > size) {
    throw new KernelError('KERNEL_SIZE', `${bytes} bytes at ${byteOffset} do not fit buffer ${buffer}, which has ${size}.`)
  }
  return new Uint8Array(memory.buffer, offsetOf(buffer) + byteOffset, bytes)
}

function asBytes(data: ArrayBufferView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
