/** Most regions of a frame: labels are 16-bit. */
export const maximumRegions = 65_535

/** Most masks from which regions are made: every one is compared with every other. */
export const maximumMasks = 4096
