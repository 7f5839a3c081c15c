/** Most pixels a picture or a frame may have; checked before anything is allocated. */
export const maximumPixels = 100_000_000

/** Most bytes a picture file may have. */
export const maximumFileBytes = 512 * 1024 * 1024
