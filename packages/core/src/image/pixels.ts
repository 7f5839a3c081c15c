/** RGB8 pixels and their size: what pictures and frames have in common. `rgb` holds `3 * width * height` interleaved bytes. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}
