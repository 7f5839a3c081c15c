import { describe, expect, test } from 'vitest'
import type { Group } from '../../src/math/owen-values.ts'
import { halveGrid, halveRegions } from '../../src/regions/group-halves.ts'

type Tree = number | readonly [Tree, Tree]

function written(group: Group): Tree {
  const halves = group.halves()
  return halves ? [written(halves[0]), written(halves[1])] : group.players[0]!
}

describe('halves of a grid', () => {
  test('are cut across the longer side, rows first', () => {
    expect(written(halveGrid(2, 2))).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(written(halveGrid(1, 4))).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(written(halveGrid(3, 2))).toEqual([
      [0, 1],
      [
        [2, 3],
        [4, 5],
      ],
    ])
  })

  test('hold every cell of a block, row by row', () => {
    const [upper, lower] = halveGrid(3, 3).halves()!
    expect([...upper.players]).toEqual([0, 1, 2])
    expect([...lower.players]).toEqual([3, 4, 5, 6, 7, 8])
    expect([...lower.halves()![1].players]).toEqual([4, 5, 7, 8])
  })

  test('end at a single cell', () => {
    expect(halveGrid(1, 1).halves()).toBeNull()
  })
})

describe('halves of regions', () => {
  const regionsOf = (width: number, labels: readonly number[]) => ({
    width,
    height: labels.length / width,
    count: Math.max(...labels) + 1,
    labels: Uint16Array.from(labels),
    kind: 'grid',
  })

  test('go by where they lie, not by number', () => {
    expect(written(halveRegions(regionsOf(4, [3, 0, 2, 1])))).toEqual([
      [3, 0],
      [2, 1],
    ])
  })

  test('are cut across the longer side in pixels', () => {
    // Two columns of regions that are three pixels wide, over two rows.
    const wide = regionsOf(6, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
    expect(written(halveRegions(wide))).toEqual([
      [0, 2],
      [1, 3],
    ])
  })

  test('ties go by number, and the second half has one more', () => {
    expect(written(halveRegions(regionsOf(3, [2, 1, 0])))).toEqual([2, [1, 0]])
    expect(written(halveRegions(regionsOf(1, [0])))).toBe(0)
  })
})
