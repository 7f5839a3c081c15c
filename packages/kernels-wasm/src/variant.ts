/** The two builds: same exports, same results within the kernels' tolerances. */
export type Variant = 'scalar' | 'simd'

/** A compiled file: one build of the kernels or of the host kernels. */
export type ModuleName = Variant | `host-${Variant}`

/** Whether this engine runs the SIMD build: asks it to validate a module of one function that makes a vector. */
export function supportsSimd(): boolean {
  return WebAssembly.validate(simdProbe())
}

function simdProbe(): Uint8Array<ArrayBuffer> {
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  const type = [1, 4, 1, 0x60, 0, 0] // () -> ()
  const functions = [3, 2, 1, 0]
  const code = [10, 9, 1, 7, 0, 0x41, 0, 0xfd, 0x0f, 0x1a, 0x0b] // i32.const 0, i8x16.splat, drop, end
  return Uint8Array.from([...header, ...type, ...functions, ...code])
}
