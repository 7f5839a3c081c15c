import type { Picture, Rectangle } from '../image/picture.ts'
import type { Link } from '../kernels/kernels.ts'
import type { AttachmentInfo } from './attachment.ts'
import type { DerivedSessions } from './derived-sessions.ts'
import type { Network } from './network.ts'
import type { Runtime, Session } from './runtime.ts'

/** Geometry first (`frame`), arithmetic last (`normalise`): regions, baselines and masks live between the two. */
export interface Preprocess {
  readonly resize: 'shortest-edge' | 'exact'
  /** `shortest-edge` reads the first number only. */
  readonly size: readonly [height: number, width: number]
  readonly crop: readonly [height: number, width: number] | null
  readonly resample: 'nearest' | 'bilinear' | 'bicubic'
  readonly channels: 'rgb' | 'bgr'
  /** x = (pixel * scale - mean) / std, mean and std in the model's own channel order. */
  readonly scale: number
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/** What the model sees, and the box of the original picture it came from. */
export interface Frame {
  readonly width: number
  readonly height: number
  /** Interleaved R, G, B: `3 * width * height` bytes. */
  readonly rgb: Uint8Array
  readonly source: Rectangle
}

/** A tensor of the network that methods may read: a spatial map, a token sequence or a vector. */
export interface Layer {
  readonly name: string
  /** Without the batch axis: channels, rows, columns; or tokens, length; or length. */
  readonly shape: readonly number[]
  readonly kind: 'map' | 'tokens' | 'vector'
}

/** A code with a sentence; shown on screen and kept in the document. */
export interface Warning {
  readonly code: string
  readonly message: string
}

/** One opened model. Layout, dtype and channel order were solved at open time; nothing later knows them. */
export interface Classifier {
  readonly info: {
    readonly name: string
    /** Hexadecimal SHA-256 of the model file. */
    readonly sha256: string
    readonly opset: number
    readonly classes: number
    /** One name per class; empty strings never occur. */
    readonly labels: readonly string[]
    readonly preprocess: Preprocess
    readonly preprocessFrom: string
    /** Name of the tensor that is read. */
    readonly output: string
    readonly link: Link
    readonly layers: readonly Layer[]
    /** The tensor that serves as embedding, or null. */
    readonly features: string | null
    /** What was attached to make a classifier of the model, or null. */
    readonly attached: AttachmentInfo | null
    /** Embedding length; 0 without features. */
    readonly featureLength: number
    readonly warnings: readonly Warning[]
  }
  /** Batch sizes that gave the same bits for the same rows in the open-time self-test, ascending; the evaluator uses no others. */
  readonly batches: readonly number[]
  /** Whether all shapes of that test agreed. */
  readonly batchConsistent: boolean
  /** Milliseconds of one forward in that test, to choose a batch of about 100 ms. */
  readonly forwardMilliseconds: number
  /** Threads the runtime computes with. */
  readonly threads: number
  readonly frame: (picture: Picture) => Frame
  /** Interleaved RGB 0..255 to f32[3, H, W] in the model's channel order. */
  readonly normalise: (rgb: Uint8Array | Float32Array) => Float32Array
  /** Input `input` f32[B,3,H,W]; outputs `logits` f32[B,K] and, where the model has them, `features` f32[B,D]. */
  readonly session: Session
  /** What other graphs are derived from, and what opens them. */
  readonly onnx: { readonly model: Uint8Array; readonly weights: ReadonlyMap<string, Uint8Array> }
  readonly runtime: Runtime
  /** The inside of the model, looked at when first asked for. Throws GRADIENT_NO_RULE for a model older than derivatives reach. */
  readonly network: () => Promise<Network>
  /** Sessions of such graphs, which live as long as the classifier. */
  readonly derived: DerivedSessions
  readonly dispose: () => Promise<void>
}
