/** What each window of a frame lost, joined per pixel. */
export interface WindowMeans {
  /** Adds a value to all pixels of a window. */
  readonly add: (window: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>, value: number) => void
  /** Per pixel, f32, the mean of the values of the windows over it; 0 where there are none. */
  readonly means: () => Float32Array
  /** Per pixel, f32, the sum of them. */
  readonly sums: () => Float32Array
  /** Share of the pixels that a window has covered. */
  readonly covered: () => number
}

/** Sums in float64, in the order in which windows are added, of a frame of `width` by `height` pixels. */
export function createWindowMeans(width: number, height: number): WindowMeans {
  const sums = new Float64Array(width * height)
  const windows = new Uint32Array(width * height)
  return {
    add: (window, value) => {
      for (let y = window.y; y < window.y + window.height; y++) {
        const row = y * width
        for (let pixel = row + window.x; pixel < row + window.x + window.width; pixel++) {
          sums[pixel]! += value
          windows[pixel]! += 1
        }
      }
    },
    means: () => Float32Array.from(sums, (sum, pixel) => sum / Math.max(1, windows[pixel]!)),
    sums: () => Float32Array.from(sums),
    covered: () => windows.reduce((covered, count) => covered + Math.min(1, count), 0) / windows.length,
  }
}
