/** The searches compared, naive first: names of the tables, and parameters of the method `submodular`. */
export const searches = [
  { name: 'naive', parameters: { search: 'naive' } },
  { name: 'bidirectional', parameters: { search: 'bidirectional', pending: 8 } },
  { name: 'stale-windows', parameters: { search: 'stale-windows', window: 10, pending: 8, refresh: 5 } },
  { name: 'phase-windows', parameters: { search: 'phase-windows' } },
  { name: 'lazy', parameters: { search: 'lazy' } },
  { name: 'stochastic', parameters: { search: 'stochastic' } },
  { name: 'surrogate-path', parameters: {} },
]

/** What `telltale explain` runs when nothing is said. */
export const defaultSearch = 'surrogate-path'

/** Forwards of bidirectional search at most (published count) and with sets that come up twice counted once, without the two ends. */
export function bidirectionalForwards(regions, pending = 8) {
  const steps = Math.max(0, Math.ceil((regions - pending) / 2))
  const left = regions - 2 * steps
  let candidates = steps * pending
  for (let step = 0; step < steps; step++) candidates += regions - 2 * step
  for (let size = 2; size <= left; size++) candidates += size
  return { published: 2 * candidates + 2, memoised: 2 * candidates - 2 * pending }
}
