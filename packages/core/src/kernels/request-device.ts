import { messageOf, unavailable } from './backend-errors.ts'
import { describeAdapter } from './describe-adapter.ts'

/** Which GPU may be taken. */
export interface DeviceOptions {
  /** Take a software adapter too, which is slower than WebAssembly: for tests, and for those who ask for it. Default false. */
  readonly acceptFallback?: boolean
}

// A model's weights, and a runtime's shaders, may need more than WebGPU's defaults. The kernels do not.
const limitsForModels = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
] as const

/**
 * A device of this machine's GPU, the faster one where there are two, with room for models as large as it takes. Throws BACKEND_UNAVAILABLE
 * where there is no WebGPU, no adapter, only a software one, or one that gives no device. Who asks destroys it.
 */
export async function requestDevice({ acceptFallback = false }: DeviceOptions = {}): Promise<GPUDevice> {
  const { navigator } = globalThis as { readonly navigator?: { readonly gpu?: GPU } }
  const gpu = navigator?.gpu
  if (!gpu)
    throw unavailable('There is no WebGPU here.', 'Use a browser that has it, pass a device, or choose the backend "auto".')
  const adapter: (GPUAdapter & { readonly isFallbackAdapter?: boolean }) | null = await gpu.requestAdapter({
    powerPreference: 'high-performance',
  })
  if (!adapter) throw unavailable('WebGPU finds no adapter on this machine.', 'Choose the backend "auto".')
  const { name, software } = describeAdapter(adapter.info)
  // Browsers once said it of the adapter itself.
  if ((software || adapter.isFallbackAdapter) && !acceptFallback) {
    throw unavailable(
      `The only WebGPU adapter here is a software one (${name}), slower than WebAssembly.`,
      'Choose the backend "auto".',
    )
  }
  const asked = adapter.requestDevice({
    requiredLimits: Object.fromEntries(limitsForModels.map((limit) => [limit, adapter.limits[limit]])),
    // Models in half precision do not run without it.
    requiredFeatures: adapter.features.has('shader-f16') ? ['shader-f16'] : [],
  })
  return await asked.catch((cause: unknown) => {
    throw unavailable(`The WebGPU adapter ${name} gives no device: ${messageOf(cause)}`, 'Choose the backend "auto".', cause)
  })
}
