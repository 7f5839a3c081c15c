export { KernelError, type KernelErrorCode } from './errors.ts'
export type { AccumulateGridJob, HsicJob, MaskGridJob, MaskRegionsJob, ReadoutJob, SubsetGainJob } from './jobs.ts'
export { createWgslKernels, type DeviceMemory, type WgslKernels, type WgslOptions } from './kernels.ts'
export { kernelNames } from './pipelines.ts'
