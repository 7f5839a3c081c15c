/** Interleaved RGB, and whether every pixel was opaque. */
export interface OpaqueRgb {
  readonly rgb: Uint8Array
  readonly opaque: boolean
}

/** Turns 8-bit grey, grey and alpha, RGB or RGBA into RGB: grey is repeated, alpha is dropped (not composited). */
export function toRgb(pixels: Uint8Array, channels: number): OpaqueRgb {
  if (channels === 3) return { rgb: new Uint8Array(pixels), opaque: true }
  const colours = channels >= 3 ? 3 : 1
  const hasAlpha = channels > colours
  const rgb = new Uint8Array((pixels.length / channels) * 3)
  let opaque = true
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += 3) {
    rgb[to] = pixels[from]!
    rgb[to + 1] = pixels[colours === 3 ? from + 1 : from]!
    rgb[to + 2] = pixels[colours === 3 ? from + 2 : from]!
    if (hasAlpha && pixels[from + colours] !== 255) opaque = false
  }
  return { rgb, opaque }
}
