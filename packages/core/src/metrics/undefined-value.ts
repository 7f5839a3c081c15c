import type { Measurement } from './metric.ts'

/** A metric that cannot be computed here, and why: the reason is a sentence without its full stop. */
export function undefinedBecause(reason: string, more: Omit<Measurement, 'value' | 'reason'> = {}): Measurement {
  return { value: null, reason, ...more }
}

/** Why a map ranks nothing, or null where it does. */
export function unrankedMap(map: ArrayLike<number>): string | null {
  for (let pixel = 1; pixel < map.length; pixel++) if (map[pixel] !== map[0]) return null
  return map[0] === 0 ? 'the map is zero everywhere' : 'the map has the same value everywhere, so it ranks nothing'
}
