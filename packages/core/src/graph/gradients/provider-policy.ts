/** How the backward part is written for one execution provider; measured per provider, so it is data. */
export interface ProviderPolicy {
  readonly name: string
  /** Input gradient of a stride-1 convolution as a convolution with flipped weights, which the runtime folds from the same ones, instead of a ConvTranspose. */
  readonly flipsConvolutions: boolean
  /** Masks as products with 0s and 1s instead of Where, which is slow on the CPU: a third off the gradient of MobileNetV2, a tenth off that of ResNet-50. */
  readonly multipliesMasks: boolean
  /** How many parts one Split may have: on a GPU each is a buffer, and the shader is bound to few. */
  readonly mostParts: number
}

/** Native ONNX Runtime on the CPU. */
export const cpuPolicy: ProviderPolicy = {
  name: 'cpu',
  flipsConvolutions: true,
  multipliesMasks: true,
  mostParts: Number.POSITIVE_INFINITY,
}
/** WebAssembly: flipping would gain 4 % and hold those weights in memory twice. */
export const wasmPolicy: ProviderPolicy = {
  name: 'wasm',
  flipsConvolutions: false,
  multipliesMasks: false,
  mostParts: Number.POSITIVE_INFINITY,
}
/** WebGPU, and what runs everywhere. */
export const webgpuPolicy: ProviderPolicy = {
  name: 'webgpu',
  flipsConvolutions: false,
  multipliesMasks: false,
  mostParts: 7,
}

const policies: readonly ProviderPolicy[] = [cpuPolicy, wasmPolicy, webgpuPolicy]

/** The policy for a runtime's device; what runs everywhere for a device not measured. */
export function policyFor(device: string): ProviderPolicy {
  return policies.find(({ name }) => name === device) ?? { ...webgpuPolicy, name: device }
}
