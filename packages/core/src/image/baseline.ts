/** What hidden pixels become; always in pixel space, resolved once to an RGB frame. */
export type Baseline =
  | { readonly kind: 'black' | 'white' | 'mean' | 'region-mean' }
  /** Gaussian, edge replicated; sigma as a fraction of the width. */
  | { readonly kind: 'blur'; readonly sigma: number }
  | { readonly kind: 'colour'; readonly rgb: readonly [number, number, number] }
  | { readonly kind: 'picture'; readonly sha256: string }
