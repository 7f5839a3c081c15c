/** 8-bit sRGB, rows top to bottom, EXIF applied, no colour management, alpha dropped (not composited). File and pixels are both hashed. */
export interface Picture {
  readonly name: string
  readonly width: number
  readonly height: number
  /** Interleaved R, G, B: `3 * width * height` bytes. */
  readonly rgb: Uint8Array
  /** Hexadecimal SHA-256 of the file as read and of `rgb`. */
  readonly sha256: { readonly file: string; readonly pixels: string }
  /** What decoding had to drop or assume, as codes with sentences. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

/** A box in pixels; `x`, `y` is the top left corner. Fractions are allowed. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
