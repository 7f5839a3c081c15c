/** ONNX Runtime as core sees it. Implemented twice (`runtime.node.ts`, `runtime.browser.ts`); inputs and outputs are wrapped, not copied. */
export interface Runtime {
  /** `onnxruntime-node` or `onnxruntime-web`, with the version. */
  readonly name: string
  /** `cpu`, `wasm` or `webgpu`. */
  readonly device: string
  readonly threads: number
  /** The device that computes, and whose buffers sessions take and fill without a copy; absent where they take arrays only. */
  readonly gpu?: GPUDevice
  /** `weights` holds external data by the location named in the model. Throws MODEL_* errors. */
  readonly open: (model: Uint8Array, weights: ReadonlyMap<string, Uint8Array>) => Promise<Session>
  /** Runs a model once and returns every output with the shape it turned out to have: for what the file does not tell. */
  readonly trace: (
    model: Uint8Array,
    weights: ReadonlyMap<string, Uint8Array>,
    inputs: Readonly<Record<string, ShapedFloats>>,
  ) => Promise<Readonly<Record<string, ShapedFloats>>>
}

export interface ShapedFloats {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface Session {
  /** Runs one batch. `outputs` are filled in place; each array's length is `batch` times the row length. */
  readonly run: (
    inputs: Record<string, Float32Array | GPUBuffer>,
    outputs: Record<string, Float32Array | GPUBuffer>,
    batch: number,
  ) => Promise<void>
  readonly dispose: () => Promise<void>
}
