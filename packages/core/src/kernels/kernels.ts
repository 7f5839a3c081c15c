import type { HostKernels } from './host-kernels.ts'

/** A buffer owned by one Kernels instance: a byte offset in wasm, a table index for WebGPU and reference, below a number of the instance's own. Never 0. */
export type BufferHandle = number & { readonly brand: unique symbol }

/** How logits become scores: class probabilities, independent probabilities, or the numbers as they are. */
export type Link = 'softmax' | 'sigmoid' | 'none'

/** The six kernels, in the order of the contract. The same names everywhere: reference, AssemblyScript, WGSL, cases, benchmarks. */
export const kernelNames = ['maskRegions', 'maskGrid', 'accumulateGrid', 'readout', 'subsetGain', 'hsic'] as const
export type KernelName = (typeof kernelNames)[number]

/** `output[m] = baseline + w * (picture - baseline)` with `w = weights[m, labels[pixel]]`; w = 1 and w = 0 copy bit for bit. */
export interface MaskRegions {
  readonly picture: BufferHandle // f32[3, pixels]
  readonly baseline: BufferHandle // f32[3, pixels]
  readonly labels: BufferHandle // u16[pixels]
  readonly weights: BufferHandle // f32[masks, regions]
  readonly output: BufferHandle // f32[masks, 3, pixels]
  readonly masks: number
  readonly regions: number
  readonly pixels: number
}

/** Sizes of coarse mask cells and of the soft mask drawn from them: cells are upsampled bilinearly (half-pixel centres, edge clamp) to
 *  `upHeight` x `upWidth`, and the frame is the `height` x `width` window whose top left corner is at the mask's offset (row, column). */
export interface GridShape {
  readonly masks: number
  readonly gridRows: number
  readonly gridColumns: number
  readonly upHeight: number
  readonly upWidth: number
  readonly height: number
  readonly width: number
}

/** As `maskRegions`, with the weight of a pixel read from upsampled cells. */
export interface MaskGrid extends GridShape {
  readonly picture: BufferHandle // f32[3, height * width]
  readonly baseline: BufferHandle // f32[3, height * width]
  readonly cells: BufferHandle // f32[masks, gridRows, gridColumns]
  readonly offsets: BufferHandle // u32[masks, 2]: row, column
  readonly output: BufferHandle // f32[masks, 3, height * width]
}

/** Per pixel, this batch's `sum(value * weight)` and `sum(weight)`. */
export interface AccumulateGrid extends GridShape {
  readonly cells: BufferHandle
  readonly offsets: BufferHandle
  readonly values: BufferHandle // f32[masks]
  readonly output: BufferHandle // f32[2, height * width]
}

/** Per row: T linked target scores, T target logits, confidence `1 - H(p) / ln K`, arg-max (lowest wins), its score. p is the softmax of the
 *  row, or with link `none`, whose rows are probabilities already, the row itself held within 0 and 1. Confidence is 1 where K = 1. */
export interface Readout {
  readonly logits: BufferHandle // f32[rows, classes]
  readonly targets: BufferHandle // u32[targetCount]
  readonly output: BufferHandle // f32[rows, 2 * targetCount + 3]
  readonly rows: number
  readonly classes: number
  readonly targetCount: number
  readonly link: Link
}

/** Per candidate x: consistency, 1 - drop, effectiveness, confidence and their weighted sum F. */
export interface SubsetGain {
  readonly keep: BufferHandle // f32[candidateCount, 2]: target score and confidence of keep(S + x)
  readonly drop: BufferHandle // f32[candidateCount]: target score of drop(S + x)
  readonly candidates: BufferHandle // u32[candidateCount]
  readonly distances: BufferHandle // f32[regions, regions]; read only when selectedCount > 0
  readonly selected: BufferHandle // u32[selectedCount]
  readonly nearest: BufferHandle // f32[selectedCount]: each selected region's distance to its nearest other; 2 when alone
  readonly weights: BufferHandle // f32[4]: consistency, collaboration, effectiveness, confidence
  readonly output: BufferHandle // f32[candidateCount, 5]
  readonly candidateCount: number
  readonly regions: number
  readonly selectedCount: number
}

/** `(2 / samples) * norm2(sum of the factor rows whose mask has bit j)^2` per cell j. */
export interface Hsic {
  readonly masks: BufferHandle // u32[samples, ceil(cells / 32)]; bit j of a row: word j >> 5, bit j & 31
  readonly factor: BufferHandle // f32[samples, rank], columns centred; rank a multiple of 4
  readonly output: BufferHandle // f32[cells]
  readonly samples: number
  readonly cells: number
  readonly rank: number
}

/** What kernels hold of a device, and how much of it came back. */
export interface DeviceMemory {
  /** Buffers that were allocated and not released. */
  readonly allocated: number
  /** Buffers of the device, those that wait for their next use included. */
  readonly buffers: number
  readonly bytes: number
  /** Bytes that `read` has brought back so far. */
  readonly bytesRead: number
}

/**
 * Memory and the six kernels on one backend. All inputs are finite. Kernel calls only enqueue and allocate nothing;
 * `read` is the only place that waits for a device. Sizes and handles are checked at this boundary.
 */
export interface Kernels {
  readonly backend: 'reference' | 'wasm' | 'wasm-simd' | 'webgpu'
  /** Where the buffers are; absent where they are in the host's memory. */
  readonly device?: GPUDevice
  readonly allocate: (bytes: number) => BufferHandle
  readonly release: (buffer: BufferHandle) => void
  /** `byteOffset` is a multiple of 4; a write that ends inside a word of 4 bytes leaves the rest of that word undefined. */
  readonly write: (buffer: BufferHandle, data: ArrayBufferView, byteOffset?: number) => void
  readonly read: (buffer: BufferHandle, into: ArrayBufferView) => Promise<void>
  /** What an ONNX tensor can wrap without a copy; void after the next allocate. */
  readonly expose: (buffer: BufferHandle, floats: number) => Float32Array | GPUBuffer
  readonly maskRegions: (job: MaskRegions) => void
  readonly maskGrid: (job: MaskGrid) => void
  readonly accumulateGrid: (job: AccumulateGrid) => void
  readonly readout: (job: Readout) => void
  readonly subsetGain: (job: SubsetGain) => void
  readonly hsic: (job: Hsic) => void
  /** Host kernels that go with these, in a memory of their own; absent where the backend has none. */
  readonly createHost?: () => Promise<HostKernels>
  /** Kernels beside a device, for calls too small to be worth its answer; the same ones at each call, disposed with these. */
  readonly onHost?: () => Promise<Kernels>
  /** Absent where the memory is the host's own. */
  readonly memory?: () => DeviceMemory
  readonly dispose: () => void
}
