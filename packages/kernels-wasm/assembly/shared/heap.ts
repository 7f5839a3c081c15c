/** First byte that neither tables nor scratch space of this module use: the host's arena starts there. */
export function heapBase(): usize {
  return __heap_base
}
