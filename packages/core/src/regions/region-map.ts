/** `labels[i]` in 0..count-1, row-major, every label used. */
export interface RegionMap {
  readonly width: number
  readonly height: number
  readonly count: number
  readonly labels: Uint16Array
  /** How it was made: `slico`, `seeds`, `grid`, `map` (patches), `file`. */
  readonly kind: string
}
