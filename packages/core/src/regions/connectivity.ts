import { findParts, type Parts, visitSides } from './parts.ts'
import type { RegionMap } from './region-map.ts'

/**
 * Makes every region one 4-connected piece; the number of regions stays. Each region keeps its largest part (of equals the one whose
 * first pixel comes first in row order). Then, as long as stray parts are left, the first of them that touches a kept part goes whole to
 * the kept region with which it shares most pixel sides (of equals the lowest), and counts as kept from there on.
 */
export function connectRegions(regions: RegionMap): RegionMap {
  const parts = findParts(regions)
  if (parts.count === regions.count) return regions

  const labels = regions.labels.slice()
  const kept = largestParts(parts, regions)
  const ready = partsBesideKept(parts, kept)
  let part = ready.indexOf(1)
  while (part !== -1) {
    const home = closestRegion(parts, part, kept, labels)
    for (let i = parts.start[part]!; i < parts.start[part + 1]!; i++) labels[parts.pixels[i]!] = home
    kept[part] = 1
    ready[part] = 0

    // Strays beside it can follow now, and one of them may come before those that were ready already.
    let from = part
    visitSides(parts, part, (pixel) => {
      const other = parts.of[pixel]!
      if (kept[other]) return
      ready[other] = 1
      from = Math.min(from, other)
    })
    part = ready.indexOf(1, from)
  }
  return { ...regions, labels }
}

/** Flags, per part, whether it is the largest of its region. */
function largestParts(parts: Parts, { count, labels }: RegionMap): Uint8Array {
  const largest = new Int32Array(count).fill(-1)
  const size = (part: number): number => parts.start[part + 1]! - parts.start[part]!
  for (let part = 0; part < parts.count; part++) {
    const label = labels[parts.pixels[parts.start[part]!]!]!
    if (largest[label] === -1 || size(part) > size(largest[label]!)) largest[label] = part
  }
  const kept = new Uint8Array(parts.count)
  for (const part of largest) if (part !== -1) kept[part] = 1
  return kept
}

/** Flags, per part, whether it is stray and touches a kept one. */
function partsBesideKept(parts: Parts, kept: Uint8Array): Uint8Array {
  const beside = new Uint8Array(parts.count)
  for (let part = 0; part < parts.count; part++) {
    if (kept[part]) continue
    visitSides(parts, part, (pixel) => {
      if (kept[parts.of[pixel]!]) beside[part] = 1
    })
  }
  return beside
}

/** The kept region that shares most pixel sides with a part, the lowest of equals. */
function closestRegion(parts: Parts, part: number, kept: Uint8Array, labels: Uint16Array): number {
  const sides = new Map<number, number>()
  visitSides(parts, part, (pixel) => {
    if (kept[parts.of[pixel]!]) sides.set(labels[pixel]!, (sides.get(labels[pixel]!) ?? 0) + 1)
  })
  let best = -1
  let most = 0
  for (const [label, shared] of sides) {
    if (shared < most || (shared === most && label > best)) continue
    best = label
    most = shared
  }
  return best
}
