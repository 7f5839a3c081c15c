/** Most regions of a frame: labels are 16-bit. */
export const maximumRegions = 65_535
