/** What a kernel's shader is made of. Binding 0 is the sizes, then come the inputs in the order of the call, then the output. */
export interface Program {
  /** Texts that make up the shader together; order is free in WGSL. */
  readonly code: readonly string[]
  /** How many input buffers there are. */
  readonly inputs: number
  /** Entry points, in the order they run. */
  readonly steps: readonly string[]
}
