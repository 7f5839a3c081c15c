/** The additive model, in float64: what its probability is made of. */
export const amounts: readonly number[] = [0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09]
const base = 0.01

/** The pixel of each region that the model reads. */
export const readPixels: readonly number[] = amounts.map(
  (_, region) => (4 * Math.floor(region / 4) + 2) * 16 + 4 * (region % 4) + 2,
)

/** The region of each pixel. */
export const regionOf = (pixel: number): number => 4 * Math.floor(pixel / 64) + Math.floor((pixel % 16) / 4)

/** Probability when these pixels are white and the others black. */
export function probabilityOf(kept: (pixel: number) => boolean): number {
  return readPixels.reduce((sum, pixel, region) => sum + (kept(pixel) ? amounts[region]! : 0), base)
}

/** What each pixel adds: its region's amount where the model reads it, nothing elsewhere. */
export const contributions: readonly number[] = Array.from({ length: 128 }, (_, pixel) => {
  const region = readPixels.indexOf(pixel)
  return region === -1 ? 0 : amounts[region]!
})
