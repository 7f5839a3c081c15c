import { rankPixels } from '../pixel-ranking.ts'

/** How many of the highest `count` pixels lie in a mask; of equal values the lowest pixel comes first. */
export interface TopShare {
  readonly inside: number
  /** Share of those pixels that only the tie rule put among them: they have the same value as a pixel that was left out. */
  readonly tied: number
}

/** Looks which of the highest `count` pixels of a map, 1 to all, lie in a mask. */
export function topShare(map: Float32Array, mask: Uint8Array, count: number): TopShare {
  const { order } = rankPixels(map)
  const last = map[order[count - 1]!]!
  const isSplit = count < order.length && map[order[count]!] === last
  let [inside, tied] = [0, 0]
  for (const pixel of order.subarray(0, count)) {
    if (mask[pixel] !== 0) inside++
    if (isSplit && map[pixel] === last) tied++
  }
  return { inside, tied: tied / count }
}
