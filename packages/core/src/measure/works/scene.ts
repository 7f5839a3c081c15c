import { createRegions } from '../../regions/create-regions.ts'

/** Side of the frame that the mask kernels are measured on. */
export const side = 224
export const pixels = side * side

/** Normalised pixels f32[3, pixels] of a smooth made-up scene, a flat baseline, and its regions: superpixels, as irregular as real ones. */
export interface Scene {
  readonly picture: Float32Array
  readonly baseline: Float32Array
  readonly labels: Uint16Array
  readonly regions: number
}

/** A scene divided into about so many regions. */
export function makeScene(wanted: number): Scene {
  const rgb = Uint8Array.from({ length: 3 * pixels }, (_, index) => shade(index % 3, Math.floor(index / 3)))
  const frame = { width: side, height: side, rgb, source: { x: 0, y: 0, width: side, height: side } }
  const { labels, count } = createRegions(frame, { kind: 'slico', count: wanted }, frame)
  const picture = Float32Array.from({ length: 3 * pixels }, (_, index) => {
    const [channel, pixel] = [Math.floor(index / pixels), index % pixels]
    return (rgb[3 * pixel + channel]! - 128) / 64
  })
  return { picture, baseline: new Float32Array(3 * pixels).fill(-0.25), labels, regions: count }
}

/** 0..255: waves of another length and direction for each channel. */
function shade(channel: number, pixel: number): number {
  const [x, y] = [pixel % side, Math.floor(pixel / side)]
  const wave = Math.sin(x / (9 + 4 * channel) + Math.cos(y / (13 - 3 * channel))) + Math.sin((y + channel * x) / 17)
  return Math.round(127.5 + 63 * wave)
}
