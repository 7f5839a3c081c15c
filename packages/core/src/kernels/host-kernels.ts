import type { BufferHandle } from './kernels.ts'

/** The kernels of the surrogate, in the order of the contract. The same names everywhere: reference, AssemblyScript, cases. */
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
export type HostKernelName = (typeof hostKernelNames)[number]

/** The measured masks: `rows` of them, in buffers with room for `stride`, a multiple of four. */
export interface MeasuredMasks {
  readonly bits: BufferHandle // u64[stride, ceil(regions / 64)]: bit x of a row says whether the mask shows region x
  readonly table: BufferHandle // f64[regions + 1, 2]: covariance of a mask at a Hamming distance, and of its complement
  readonly rows: number
  readonly regions: number
  readonly stride: number
}

/** Covariance of a mask with itself: `atEmpty + sum over its regions i of (2 effects[i] + sum over its regions j of between[i, j])`. */
export interface Variance {
  readonly mask: BufferHandle // u8[regions]: 0 or 1
  readonly effects: BufferHandle // f64[regions]: linear covariance of each region with the empty mask
  readonly between: BufferHandle // f64[regions, regions]: linear covariance of regions
  readonly atEmpty: number
  readonly regions: number
}

/** `output[at + k] = table[hamming(mask, row k)] + linear part` for rows `from..to-1`. */
export interface Covariances extends Omit<MeasuredMasks, 'rows'> {
  readonly mask: BufferHandle // u8[regions]: 0 or 1
  readonly linear: BufferHandle // f64[regions, stride]: linear covariance of each row with each region
  readonly linearAtEmpty: BufferHandle // f64[stride]: and with the empty mask
  readonly output: BufferHandle // f64[at + to]
  readonly at: number
  readonly from: number
  readonly to: number
}

/** As `factorRow` of `math/packed-cholesky.ts`. */
export interface FactorRow {
  readonly factor: BufferHandle // f64[(row + 1) (row + 2) / 2], packed
  readonly row: number
  readonly from: number
  readonly floor: number
}

/** Forward substitution in place: `vector` holds the solution up to `from` and the right-hand side from there to `to`. */
export interface SolveForward {
  readonly factor: BufferHandle // packed, of `to` rows
  readonly vector: BufferHandle // f64[to]
  readonly from: number
  readonly to: number
}

/** Forward substitution of four right-hand sides from the first row. */
export interface SolveForwardFour {
  readonly factor: BufferHandle // packed, of `rows` rows
  readonly vectors: readonly [BufferHandle, BufferHandle, BufferHandle, BufferHandle] // f64[rows] each
  readonly scratch: BufferHandle // f64[rows, 4]
  readonly rows: number
}

/** `start - sum of vector[i]^2` for i in `from..to-1`, one after the other. */
export interface SubtractSquares {
  readonly vector: BufferHandle // f64[to]
  readonly start: number
  readonly from: number
  readonly to: number
}

/** Back substitution in place: solves `transpose(factor) x = vector`. */
export interface SolveBackward {
  readonly factor: BufferHandle // packed, of `rows` rows
  readonly vector: BufferHandle // f64[rows]
  readonly rows: number
}

/**
 * For the prefixes P_t of an order, t in `from..to`, and their complements (last index 0 and 1): the sum over the rows of
 * `weight * table[distance]`, and for each region the same sum over the rows that show it.
 */
export interface SumPrefixes extends MeasuredMasks {
  readonly weights: BufferHandle // f64[stride]
  readonly codes: BufferHandle // u8[regions, stride / 4]: bit b of `[x, g]` says whether row 4g + b shows region x; 0 beyond the last row
  readonly order: BufferHandle // u16[to]
  readonly from: number
  readonly to: number
  readonly scratch: BufferHandle // f64[stride / 4, 16, 2]
  readonly sums: BufferHandle // f64[to - from + 1, 2]
  readonly shown: BufferHandle // f64[to - from + 1, regions, 2]
}

/** For one mask: the sum over the rows of `weight * table[distance]`, then for each region that sum over the rows that come nearer when the region moves. */
export interface SumTowards extends MeasuredMasks {
  readonly weights: BufferHandle // f64[stride]
  readonly codes: BufferHandle // as in SumPrefixes
  readonly mask: BufferHandle // u8[regions]: 0 or 1
  readonly nearer: BufferHandle // u8[regions, stride / 4], written: codes of the rows that come nearer
  readonly groupSums: BufferHandle // f64[stride / 4, 16], written: the 16 partial sums of each four terms
  readonly output: BufferHandle // f64[1 + regions]
}

/** For each of `members` with each of `others`: the sum of the terms over the rows that both bring nearer, after `sumTowards`. */
export interface SumPairs {
  readonly nearer: BufferHandle
  readonly groupSums: BufferHandle
  readonly members: BufferHandle // u16[memberCount]
  readonly others: BufferHandle // u16[otherCount]
  readonly output: BufferHandle // f64[memberCount, otherCount]
  readonly memberCount: number
  readonly otherCount: number
  readonly rows: number
  readonly regions: number
  readonly stride: number
}

/**
 * The f64 arithmetic of the surrogate, on the host: every implementation gives the same bits. There is no WGSL form, since WGSL has no f64; a
 * page uses the WebAssembly one beside its GPU. Sizes and handles are checked at this boundary; the caller keeps regions in an order below
 * `regions`. Buffers live as long as the instance, or until they are released.
 */
export interface HostKernels {
  readonly backend: 'reference' | 'wasm' | 'wasm-simd'
  /** A buffer of zeros. */
  readonly allocate: (bytes: number) => BufferHandle
  readonly release: (buffer: BufferHandle) => void
  readonly write: (buffer: BufferHandle, data: ArrayBufferView, byteOffset?: number) => void
  /** Views of the buffer itself; void after the next `allocate`. */
  readonly doubles: (buffer: BufferHandle, length: number) => Float64Array<ArrayBuffer>
  readonly bytes: (buffer: BufferHandle, length: number) => Uint8Array<ArrayBuffer>
  readonly variance: (job: Variance) => number
  readonly covariances: (job: Covariances) => void
  readonly factorRow: (job: FactorRow) => void
  readonly solveForward: (job: SolveForward) => void
  readonly solveForwardFour: (job: SolveForwardFour) => void
  readonly subtractSquares: (job: SubtractSquares) => number
  readonly solveBackward: (job: SolveBackward) => void
  readonly sumPrefixes: (job: SumPrefixes) => void
  readonly sumTowards: (job: SumTowards) => void
  readonly sumPairs: (job: SumPairs) => void
  readonly dispose: () => void
}
