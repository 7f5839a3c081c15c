import { type Arena, createArena } from './arena.ts'
import { checkIndices, checkSize } from './check.ts'
import { KernelError } from './errors.ts'
import type {
  CovariancesJob,
  FactorRowJob,
  SolveBackwardJob,
  SolveForwardFourJob,
  SolveForwardJob,
  SubtractSquaresJob,
  SumPairsJob,
  SumPrefixesJob,
  SumTowardsJob,
  VarianceJob,
} from './host-jobs.ts'
import { type HostExports, loadModule } from './load.ts'
import type { Variant } from './variant.ts'

/** The host kernels of this package, by the names of their source files. */
export const hostKernelNames = [
  'variance',
  'covariances',
  'factorRow',
  'solveForward',
  'solveForwardFour',
  'subtractSquares',
  'solveBackward',
  'sumPrefixes',
  'sumTowards',
  'sumPairs',
] as const

/** f64 kernels on a WebAssembly memory of their own, as `WasmKernels` in all else. Calls are many and short, so their checks are plain. */
export interface WasmHostKernels<Handle extends number = number> {
  readonly backend: 'wasm' | 'wasm-simd'
  /** A buffer of zeros. */
  readonly allocate: (bytes: number) => Handle
  readonly release: (buffer: Handle) => void
  readonly write: (buffer: Handle, data: ArrayBufferView, byteOffset?: number) => void
  /** Views of the buffer itself; void after the next `allocate`. */
  readonly doubles: (buffer: Handle, length: number) => Float64Array<ArrayBuffer>
  readonly bytes: (buffer: Handle, length: number) => Uint8Array<ArrayBuffer>
  readonly variance: (job: VarianceJob<Handle>) => number
  readonly covariances: (job: CovariancesJob<Handle>) => void
  readonly factorRow: (job: FactorRowJob<Handle>) => void
  readonly solveForward: (job: SolveForwardJob<Handle>) => void
  readonly solveForwardFour: (job: SolveForwardFourJob<Handle>) => void
  readonly subtractSquares: (job: SubtractSquaresJob<Handle>) => number
  readonly solveBackward: (job: SolveBackwardJob<Handle>) => void
  readonly sumPrefixes: (job: SumPrefixesJob<Handle>) => void
  readonly sumTowards: (job: SumTowardsJob<Handle>) => void
  readonly sumPairs: (job: SumPairsJob<Handle>) => void
  /** Every later call throws; the memory goes when its last view does. */
  readonly dispose: () => void
}

interface Host {
  readonly arena: Arena
  readonly exports: HostExports
  readonly memory: WebAssembly.Memory
}

/** An instance of one build, compiled before or now. Throws KERNEL_LOAD where its file or the engine's support for it is missing. */
export async function createWasmHostKernels<Handle extends number = number>(
  variant: Variant,
  module?: Promise<WebAssembly.Module>,
): Promise<WasmHostKernels<Handle>> {
  const { exports, memory } = await loadModule(`host-${variant}`, module)
  let live: Host | undefined = { exports, memory, arena: createArena(memory, exports.heapBase() >>> 0) }
  let heap = new Uint8Array(memory.buffer)
  const host = (): Host => {
    if (live === undefined) throw new KernelError('KERNEL_HANDLE', 'These kernels were disposed.')
    return live
  }
  return {
    backend: variant === 'simd' ? 'wasm-simd' : 'wasm',
    allocate: (bytes) => {
      const buffer = host().arena.allocate(bytes)
      new Uint8Array(memory.buffer, buffer, bytes).fill(0)
      return buffer as Handle
    },
    release: (buffer) => host().arena.release(buffer),
    write: (buffer, data, byteOffset = 0) => {
      checkSize('byteOffset', byteOffset, 0)
      need(host(), 'A write', buffer, byteOffset + data.byteLength)
      // Growth detaches the view; a new one for each of so many short writes would cost more than they do.
      if (heap.buffer !== memory.buffer) heap = new Uint8Array(memory.buffer)
      heap.set(asBytes(data), buffer + byteOffset)
    },
    doubles: (buffer, length) => {
      need(host(), 'A view', buffer, 8 * length)
      return new Float64Array(memory.buffer, buffer, length)
    },
    bytes: (buffer, length) => {
      need(host(), 'A view', buffer, length)
      return new Uint8Array(memory.buffer, buffer, length)
    },
    variance: (job) => variance(host(), job),
    covariances: (job) => covariances(host(), job),
    factorRow: (job) => factorRow(host(), job),
    solveForward: (job) => solveForward(host(), job),
    solveForwardFour: (job) => solveForwardFour(host(), job),
    subtractSquares: (job) => subtractSquares(host(), job),
    solveBackward: (job) => solveBackward(host(), job),
    sumPrefixes: (job) => sumPrefixes(host(), job),
    sumTowards: (job) => sumTowards(host(), job),
    sumPairs: (job) => sumPairs(host(), job),
    dispose: () => {
      live = undefined
    },
  }
}

function variance(host: Host, { mask, effects, between, atEmpty, regions }: VarianceJob<number>): number {
  checkSize('regions', regions, 1, 1024)
  need(host, 'mask', mask, regions)
  need(host, 'effects', effects, 8 * regions)
  need(host, 'between', between, 8 * regions * regions)
  return host.exports.variance(mask, effects, between, atEmpty, regions)
}

function covariances(host: Host, job: CovariancesJob<number>): void {
  const { mask, table, bits, linear, linearAtEmpty, output, at, from, to, regions, stride } = job
  checkMasks(to, regions, stride)
  checkSize('from', from, 0, to)
  checkSize('at', at, 0)
  need(host, 'mask', mask, regions)
  need(host, 'table', table, 16 * (regions + 1))
  need(host, 'bits', bits, stride * bytesOf(regions))
  need(host, 'linear', linear, 8 * regions * stride)
  need(host, 'linearAtEmpty', linearAtEmpty, 8 * stride)
  need(host, 'output', output, 8 * (at + to))
  host.exports.covariances(mask, table, bits, linear, linearAtEmpty, output + 8 * at, from, to, regions, stride)
}

function factorRow(host: Host, { factor, row, from, floor }: FactorRowJob<number>): void {
  checkSize('row', row, 0)
  checkSize('from', from, 0, row)
  need(host, 'factor', factor, packedBytes(row + 1))
  host.exports.factorRow(factor, row, from, floor)
}

function solveForward(host: Host, { factor, vector, from, to }: SolveForwardJob<number>): void {
  checkSize('to', to, 0)
  checkSize('from', from, 0, to)
  need(host, 'factor', factor, packedBytes(to))
  need(host, 'vector', vector, 8 * to)
  host.exports.solveForward(factor, vector, from, to)
}

function solveForwardFour(host: Host, { factor, vectors, scratch, rows }: SolveForwardFourJob<number>): void {
  checkSize('rows', rows, 0)
  need(host, 'factor', factor, packedBytes(rows))
  need(host, 'scratch', scratch, 32 * rows)
  const [a, b, c, d] = vectors
  for (const vector of vectors) need(host, 'vectors', vector, 8 * rows)
  host.exports.solveForwardFour(factor, a, b, c, d, scratch, rows)
}

function subtractSquares(host: Host, { vector, start, from, to }: SubtractSquaresJob<number>): number {
  checkSize('to', to, 0)
  checkSize('from', from, 0, to)
  need(host, 'vector', vector, 8 * to)
  return host.exports.subtractSquares(vector, start, from, to)
}

function solveBackward(host: Host, { factor, vector, rows }: SolveBackwardJob<number>): void {
  checkSize('rows', rows, 0)
  need(host, 'factor', factor, packedBytes(rows))
  need(host, 'vector', vector, 8 * rows)
  host.exports.solveBackward(factor, vector, rows)
}

function sumPrefixes(host: Host, job: SumPrefixesJob<number>): void {
  const { order, table, bits, weights, codes, scratch, sums, shown, from, to, rows, regions, stride } = job
  checkMasks(rows, regions, stride)
  checkSize('to', to, 0, regions)
  checkSize('from', from, 0, to)
  need(host, 'order', order, 2 * to)
  need(host, 'table', table, 16 * (regions + 1))
  need(host, 'bits', bits, stride * bytesOf(regions))
  need(host, 'weights', weights, 8 * stride)
  need(host, 'codes', codes, (regions * stride) / 4)
  need(host, 'scratch', scratch, 64 * stride)
  need(host, 'sums', sums, 16 * (to - from + 1))
  need(host, 'shown', shown, 16 * (to - from + 1) * regions)
  checkIndices('order', new Uint16Array(host.memory.buffer, order, to), regions)
  host.exports.sumPrefixes(order, table, bits, weights, codes, scratch, sums, shown, from, to, rows, regions, stride)
}

function sumTowards(host: Host, job: SumTowardsJob<number>): void {
  const { mask, table, bits, weights, codes, nearer, groupSums, output, rows, regions, stride } = job
  checkMasks(rows, regions, stride)
  need(host, 'mask', mask, regions)
  need(host, 'table', table, 16 * (regions + 1))
  need(host, 'bits', bits, stride * bytesOf(regions))
  need(host, 'weights', weights, 8 * stride)
  need(host, 'codes', codes, (regions * stride) / 4)
  need(host, 'nearer', nearer, (regions * stride) / 4)
  need(host, 'groupSums', groupSums, 32 * stride)
  need(host, 'output', output, 8 * (1 + regions))
  host.exports.sumTowards(mask, table, bits, weights, codes, nearer, groupSums, output, rows, regions, stride)
}

function sumPairs(host: Host, job: SumPairsJob<number>): void {
  const { nearer, groupSums, members, others, output, memberCount, otherCount, rows, regions, stride } = job
  checkMasks(rows, regions, stride)
  checkSize('memberCount', memberCount, 0, regions)
  checkSize('otherCount', otherCount, 0, regions)
  need(host, 'nearer', nearer, (regions * stride) / 4)
  need(host, 'groupSums', groupSums, 32 * stride)
  need(host, 'members', members, 2 * memberCount)
  need(host, 'others', others, 2 * otherCount)
  need(host, 'output', output, 8 * memberCount * otherCount)
  checkIndices('members', new Uint16Array(host.memory.buffer, members, memberCount), regions)
  checkIndices('others', new Uint16Array(host.memory.buffer, others, otherCount), regions)
  host.exports.sumPairs(nearer, groupSums, members, others, output, memberCount, otherCount, rows, stride)
}

function checkMasks(rows: number, regions: number, stride: number): void {
  checkSize('regions', regions, 1, 1024)
  checkSize('stride', stride, 4)
  if (stride % 4 !== 0) throw new KernelError('KERNEL_SIZE', `stride must be a multiple of 4; got ${stride}.`)
  checkSize('rows', rows, 0, stride)
}

function asBytes(data: ArrayBufferView): Uint8Array {
  return data instanceof Uint8Array ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

function need({ arena }: Host, name: string, buffer: number, bytes: number): void {
  const size = arena.sizeOf(buffer)
  if (size < bytes) throw new KernelError('KERNEL_SIZE', `${name} needs ${bytes} bytes; buffer ${buffer} has ${size}.`)
}

/** Bytes of a mask as bits: whole words of 64. */
function bytesOf(regions: number): number {
  return 8 * Math.ceil(regions / 64)
}

/** Bytes of a packed lower triangular matrix of f64. */
function packedBytes(rows: number): number {
  return 4 * rows * (rows + 1)
}
