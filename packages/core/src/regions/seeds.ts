import type { Pixels } from '../image/pixels.ts'
import type { RegionMap } from './region-map.ts'
import { moveBlocks } from './seeds-blocks.ts'
import { movePixels } from './seeds-pixels.ts'
import { startSeeds } from './seeds-state.ts'

/**
 * Superpixels by SEEDS (Van den Bergh et al., "SEEDS: Superpixels Extracted via Energy-Driven Sampling", ECCV 2012), equal to OpenCV's
 * ximgproc on every pixel: three levels of blocks, five bins per channel, prior 2, colours as they are. A region may be empty;
 * `createRegions` mends that.
 *
 * `requested` superpixels are asked for; how many there are depends on the frame's size alone (224x224: 49 of 50). Labels are numbered row
 * by row as the superpixels start. `passes` over the pixels follow the blocks.
 */
export function seeds(frame: Pixels, requested: number, passes = 10): RegionMap {
  const state = startSeeds(frame, requested)
  const { width, height, count } = state
  const ofBlocks = moveBlocks(state)
  const labels = state.finest.map((block) => ofBlocks[block]!)
  for (let pass = 0; pass < passes; pass++) movePixels(state, labels, pass % 2 === 0)
  return { width, height, count, labels: Uint16Array.from(labels), kind: 'seeds' }
}
