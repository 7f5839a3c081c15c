/** The kernels this package implements. None so far: see README. */
export const kernelNames: readonly string[] = []
