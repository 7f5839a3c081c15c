// WebGPU's flags by their numbers: the objects that name them are globals of browsers, and no part of a device.
const mapRead = 0x1
const copySource = 0x4
const copyDestination = 0x8
const uniform = 0x40
const storage = 0x80

/** What a kernel reads or writes, and what a runtime may wrap as a tensor. */
export const kernelUsage = storage | copySource | copyDestination
export const parameterUsage = uniform | copyDestination
export const stagingUsage = mapRead | copyDestination
/** `GPUMapMode.READ` and `GPUShaderStage.COMPUTE`. */
export const mapForReading = 0x1
export const computeStage = 0x4
