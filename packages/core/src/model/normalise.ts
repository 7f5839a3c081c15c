import type { Preprocess } from './classifier.ts'

/** Interleaved RGB 0..255 to f32[3, H, W] in the model's channel order. */
export type Normalise = (rgb: Uint8Array | Float32Array) => Float32Array

/**
 * The arithmetic of preprocessing, `x = (pixel * scale - mean) / std`, computed in float64 and rounded once; mean and std are in the model's own
 * channel order. Whole pixel values give the same bits from bytes and from floats.
 */
export function createNormalise(preprocess: Pick<Preprocess, 'channels' | 'scale' | 'mean' | 'std'>): Normalise {
  const order = preprocess.channels === 'rgb' ? [0, 1, 2] : [2, 1, 0]
  const value = (pixel: number, channel: number): number =>
    (pixel * preprocess.scale - preprocess.mean[channel]!) / preprocess.std[channel]!
  const tables = order.map((_, channel) => Float32Array.from({ length: 256 }, (_, pixel) => value(pixel, channel)))
  return (rgb) => {
    const pixels = rgb.length / 3
    const planes = new Float32Array(rgb.length)
    order.forEach((source, channel) => {
      const plane = planes.subarray(channel * pixels, (channel + 1) * pixels)
      if (rgb instanceof Uint8Array) lookUp(plane, rgb, source, tables[channel]!)
      else for (let i = 0; i < pixels; i++) plane[i] = value(rgb[i * 3 + source]!, channel)
    })
    return planes
  }
}

function lookUp(plane: Float32Array, rgb: Uint8Array, source: number, table: Float32Array): void {
  for (let i = 0, from = source; i < plane.length; i++, from += 3) plane[i] = table[rgb[from]!]!
}
