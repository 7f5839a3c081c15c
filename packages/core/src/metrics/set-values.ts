import { complementOf, membersOf, toggled } from '../surrogate/region-set.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'

/**
 * The set function F(S) = p(keep S) + 1 - p(drop S), 0..2, of every set, both its forwards in one round. Throws BUDGET_SPENT, with nothing
 * spent, when the budget cannot pay for all.
 */
export async function setValues(sets: RegionSets, wanted: readonly Uint8Array[]): Promise<Float64Array> {
  const scores = await sets.measure([...wanted, ...wanted.map(complementOf)])
  return Float64Array.from(wanted, (_, index) => scores[index]!.probability + 1 - scores[wanted.length + index]!.probability)
}

/** The set with each of the regions outside it added, ascending by region. */
export function withOneMore(set: Uint8Array): { readonly added: readonly number[]; readonly larger: readonly Uint8Array[] } {
  const added = membersOf(complementOf(set))
  return { added, larger: added.map((region) => toggled(set, region)) }
}
