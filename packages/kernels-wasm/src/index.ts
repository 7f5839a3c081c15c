export { KernelError, type KernelErrorCode } from './errors.ts'
export type { AccumulateGridJob, HsicJob, MaskGridJob, MaskRegionsJob, ReadoutJob, SubsetGainJob } from './jobs.ts'
export { createWasmKernels, kernelNames, type WasmKernels } from './kernels.ts'
export { supportsSimd, type Variant } from './variant.ts'
