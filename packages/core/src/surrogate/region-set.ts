/** A key that two sets (0/1 per region) share exactly when they are equal: sixteen regions a character. */
export function setKey(set: Uint8Array): string {
  let key = ''
  for (let start = 0; start < set.length; start += 16) {
    const end = Math.min(start + 16, set.length)
    let bits = 0
    for (let region = start; region < end; region++) bits |= set[region]! << (region - start)
    key += String.fromCharCode(bits)
  }
  return key
}

/** The regions outside the set: drop(S) shows what keep(complement of S) shows. */
export function complementOf(set: Uint8Array): Uint8Array {
  const complement = new Uint8Array(set.length)
  for (let region = 0; region < set.length; region++) complement[region] = 1 - set[region]!
  return complement
}

/** The set of the listed regions out of `count`. */
export function setOf(regions: Iterable<number>, count: number): Uint8Array {
  const set = new Uint8Array(count)
  for (const region of regions) set[region] = 1
  return set
}

/** The set of the regions whose bit is on, the lowest bit for region 0; at most 31 regions. */
export function setOfBits(bits: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, region) => (bits >> region) & 1)
}

/** The set with one region moved in or out. */
export function toggled(set: Uint8Array, region: number): Uint8Array {
  const changed = set.slice()
  changed[region] = 1 - set[region]!
  return changed
}

/** The regions of a set, ascending. */
export function membersOf(set: Uint8Array): number[] {
  const members: number[] = []
  for (let region = 0; region < set.length; region++) if (set[region]) members.push(region)
  return members
}

/** How many regions a set has. */
export function sizeOf(set: Uint8Array): number {
  let size = 0
  for (let region = 0; region < set.length; region++) size += set[region]!
  return size
}

/** The prefixes of an order, from none of the regions to all of them: `order.length + 1` sets. */
export function prefixesOf(order: ArrayLike<number>): Uint8Array[] {
  const prefixes: Uint8Array[] = [new Uint8Array(order.length)]
  for (let t = 0; t < order.length; t++) prefixes.push(toggled(prefixes[t]!, order[t]!))
  return prefixes
}
