import type { Group } from '../math/owen-values.ts'
import { regionCentres } from './geometry.ts'
import type { RegionMap } from './region-map.ts'

/**
 * The cells of a grid, numbered row by row, as nested halves: the longer side of a block is cut in the middle, rows where both are equal, and
 * the second half has one more where the side is odd.
 */
export function halveGrid(rows: number, columns: number): Group {
  return halveBlock({ top: 0, left: 0, rows, columns }, columns)
}

/** Regions as nested halves: those of a group are cut by their middles along the axis, in pixels, over which these spread most; ties by number. */
export function halveRegions(map: RegionMap): Group {
  const centres = regionCentres(map)
  const places = centres.map((share, i) => share * (i % 2 === 0 ? map.width : map.height))
  return halvePlaces(
    Uint16Array.from({ length: map.count }, (_, region) => region),
    places,
  )
}

interface Block {
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly columns: number
}

function halveBlock(block: Block, gridColumns: number): Group {
  const { top, left, rows, columns } = block
  const players = Uint16Array.from(
    { length: rows * columns },
    (_, i) => (top + Math.floor(i / columns)) * gridColumns + left + (i % columns),
  )
  return groupOf(players, () => {
    const byRows = rows >= columns
    const cut = (byRows ? rows : columns) >> 1
    const first = byRows ? { ...block, rows: cut } : { ...block, columns: cut }
    const second = byRows
      ? { ...block, top: top + cut, rows: rows - cut }
      : { ...block, left: left + cut, columns: columns - cut }
    return [halveBlock(first, gridColumns), halveBlock(second, gridColumns)]
  })
}

/** `places` are x and y per region. */
function halvePlaces(players: Uint16Array, places: Float64Array): Group {
  return groupOf(players, () => {
    const axis = spread(players, places, 1) >= spread(players, places, 0) ? 1 : 0
    const along = players.slice().sort((a, b) => places[2 * a + axis]! - places[2 * b + axis]! || a - b)
    const cut = players.length >> 1
    return [halvePlaces(along.slice(0, cut).sort(), places), halvePlaces(along.slice(cut).sort(), places)]
  })
}

function spread(players: Uint16Array, places: Float64Array, axis: 0 | 1): number {
  const along = Array.from(players, (player) => places[2 * player + axis]!)
  return along.reduce((most, place) => Math.max(most, place)) - along.reduce((least, place) => Math.min(least, place))
}

/** Halves are made when they are first asked for, once. */
function groupOf(players: Uint16Array, cut: () => readonly [Group, Group]): Group {
  let halves: readonly [Group, Group] | null = null
  return {
    players,
    halves: () => {
      if (players.length > 1) halves ??= cut()
      return halves
    },
  }
}
