import { centredBlobOrder } from '../metrics/centred-blob.ts'
import { type ControlAreas, controlOrderAreas } from '../metrics/control-order.ts'
import { createRandom, shuffled } from '../random/random.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'

/** What orders without any knowledge of the model reach on this picture: a random one, and from the centre outwards. */
export async function measureControls(
  sets: RegionSets,
  regions: RegionMap,
  seed: number,
): Promise<{ readonly random: ControlAreas; readonly blob: ControlAreas }> {
  const random = await controlOrderAreas(sets, shuffled(regions.count, createRandom(seed)))
  const blob = await controlOrderAreas(sets, centredBlobOrder(regions))
  return { random, blob }
}
