/** Calls `make` at the first use and gives the same result ever after: contributions of one node share what they both need. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
