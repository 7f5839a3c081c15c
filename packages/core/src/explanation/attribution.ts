/** Per prefix 0..N; NaN (JSON null) = not measured. `effectiveness` is null unless its weight is positive. */
export interface Terms {
  readonly consistency: Float64Array
  readonly collaboration: Float64Array
  readonly effectiveness: Float64Array | null
  readonly confidence: Float64Array
}

/** What a method returns. `toMap(attribution, regions, frame)` is the only code that turns any of these into pixels. */
export type Attribution =
  | { readonly kind: 'order'; readonly order: Uint16Array; readonly terms: Terms }
  | { readonly kind: 'regions'; readonly values: Float64Array }
  | { readonly kind: 'grid'; readonly rows: number; readonly columns: number; readonly values: Float64Array }
  | { readonly kind: 'map'; readonly values: Float32Array }
