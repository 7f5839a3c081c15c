import { describe, expect, test } from 'vitest'
import type { MetricContext } from '../../../src/metrics/metric.ts'
import { metrics, prepareMetric } from '../../../src/metrics/registry.ts'
import { mapContext, maskOf } from '../map-context.ts'

const measure = (name: string, context: MetricContext, parameters = {}) => prepareMetric(name, parameters).measure(context)

/** The object is the right upper corner, 4 of 12 pixels. */
const corner = {
  mask: maskOf([
    [0, 0, 1, 1],
    [0, 0, 1, 1],
    [0, 0, 0, 0],
  ]),
}

describe('pointing game', () => {
  const pointing = async (rows: readonly (readonly number[])[], tolerance = 0) =>
    measure('pointing-game', mapContext(rows, { truth: corner }), { tolerance })

  test('is a hit where the highest pixel lies on the object', async () => {
    const { value, parts } = await pointing([
      [1, 2, 3, 4],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ])
    expect(value).toBe(1)
    expect(parts).toEqual({ chance: 4 / 12, x: 3, y: 0, highest: 1 })
  })

  test('is a miss beside it, unless that is nearer than the tolerance', async () => {
    const rows = [
      [0, 0, 0, 0],
      [9, 0, 0, 0],
      [0, 0, 0, 0],
    ]
    expect((await pointing(rows)).value).toBe(0)
    expect((await pointing(rows, 2)).value).toBe(0)
    expect((await pointing(rows, 2.1)).value).toBe(1)
  })

  test('has a chance that grows with the tolerance', async () => {
    const rows = [
      [0, 0, 0, 1],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]
    expect((await pointing(rows, 1.1)).parts?.['chance']).toBe(8 / 12)
    expect((await pointing(rows, 1.5)).parts?.['chance']).toBe(9 / 12)
  })

  test('takes the middle of the largest highest part, not its first pixel', async () => {
    const { value, parts } = await pointing([
      [7, 0, 0, 0],
      [0, 7, 7, 7],
      [0, 0, 0, 0],
    ])
    expect(value).toBe(1)
    expect(parts).toMatchObject({ x: 2, y: 1, highest: 4 })
  })
})

describe('relevance mass', () => {
  test('is the share of what is above zero, and says how much that is', async () => {
    const context = mapContext(
      [
        [1, 0, 2, 3],
        [0, 0, 1, 1],
        [1, -3, 1, -7],
      ],
      { truth: corner },
    )
    expect(await measure('relevance-mass', context)).toEqual({ value: 0.7, parts: { chance: 4 / 12, positive: 0.5 } })
  })

  test('of a constant map is the chance', async () => {
    const { value, parts } = await measure('relevance-mass', mapContext(new Array(3).fill([2, 2, 2, 2]), { truth: corner }))
    expect(value).toBeCloseTo(parts!['chance']!, 12)
  })

  test('of a map without anything above zero is undefined', async () => {
    const context = mapContext(new Array(3).fill([0, -1, 0, -2]), { truth: corner })
    expect(await measure('relevance-mass', context)).toMatchObject({
      value: null,
      reason: 'the map has no value above zero',
      parts: { chance: 4 / 12 },
    })
  })
})

describe('relevance rank and top-k intersection', () => {
  const context = mapContext(
    [
      [9, 0, 8, 7],
      [0, 0, 6, 5],
      [0, 0, 0, 0],
    ],
    { truth: corner },
  )

  test('look at as many pixels as the object has, or at k', async () => {
    expect(await measure('relevance-rank', context)).toEqual({ value: 3 / 4, parts: { chance: 4 / 12, tied: 0 } })
    expect(await measure('top-k-intersection', context, { k: 5 })).toEqual({
      value: 4 / 5,
      parts: { chance: 4 / 12, influence: (4 / 5) * 3, tied: 0 },
    })
  })

  test('take the lowest pixel of equal ones, and say how many that decided', async () => {
    const tied = mapContext(
      [
        [9, 5, 5, 5],
        [5, 5, 5, 5],
        [5, 5, 5, 5],
      ],
      { truth: corner },
    )
    expect(await measure('relevance-rank', tied)).toMatchObject({ value: 2 / 4, parts: { tied: 3 / 4 } })
  })

  test('cannot look at more pixels than there are', async () => {
    expect((await measure('top-k-intersection', context)).reason).toBe('the frame has only 12 pixels, not 1000')
  })
})

describe('localisation AUC', () => {
  test('counts pairs of a pixel of the object and one beside it', async () => {
    const context = mapContext(
      [
        [9, 0, 8, 7],
        [0, 0, 6, -1],
        [0, 0, 0, 0],
      ],
      { truth: corner },
    )
    // Three pixels of the object beat seven of eight, the fourth none.
    expect(await measure('localisation-auc', context)).toEqual({ value: 21 / 32, parts: { chance: 0.5 } })
  })

  test('needs something beside the object', async () => {
    const truth = { mask: new Uint8Array(4).fill(1) }
    const { value, reason } = await measure('localisation-auc', mapContext([[1, 2, 3, 4]], { truth }))
    expect({ value, reason }).toEqual({ value: null, reason: 'the object fills the frame, so nothing lies beside it' })
  })
})

describe('energy in box', () => {
  const rows = [
    [1, 0, 2, 3],
    [0, 0, 1, 1],
    [1, -3, 1, -7],
  ]

  test('is the positive share in all boxes, a pixel by its middle and once', async () => {
    const boxes = [
      { x: 1.6, y: 0, width: 2.4, height: 1 },
      { x: 2.6, y: 0.2, width: 1, height: 1.2 },
    ]
    const { value, parts } = await measure('energy-in-box', mapContext(rows, { truth: { boxes } }))
    expect(value).toBe(0.5)
    expect(parts).toEqual({ chance: 2 / 12, positive: 0.5 })
  })

  test('takes the box around a mask where there is none', async () => {
    const mask = maskOf([
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
    ])
    expect(await measure('energy-in-box', mapContext(rows, { truth: { mask } }))).toMatchObject({
      value: 0.3,
      parts: { chance: 4 / 12 },
    })
  })
})

const localising = metrics.filter(({ family }) => family === 'localisation').map(({ name }) => name)

describe.each(localising)('%s', (name) => {
  const rows = [[1, 2, 3, 4]]

  test('needs to know where the object is', async () => {
    expect(await measure(name, mapContext(rows), {})).toEqual({ value: null, reason: 'nobody said where the object is' })
  })

  test.each([
    ['a mask', { mask: new Uint8Array(4) }],
    ['boxes', { boxes: [] }],
    ['a box outside', { boxes: [{ x: 9, y: 9, width: 1, height: 1 }] }],
  ])('is undefined where %s holds no pixel: never a hit, never 0', async (_, truth) => {
    expect(await measure(name, mapContext(rows, { truth }))).toEqual({
      value: null,
      reason: 'no pixel of the frame belongs to the object',
    })
  })

  test('is undefined for a map of zeros', async () => {
    const truth = { mask: Uint8Array.of(0, 1, 0, 0) }
    const { value, reason } = await measure(name, mapContext([[0, 0, 0, 0]], { truth }), name.startsWith('top') ? { k: 1 } : {})
    expect(value).toBeNull()
    expect(reason).toMatch(/^the map (is zero everywhere|has no value above zero)$/)
  })

  test('is between 0 and 1 and the higher the better for a map that shows the object', async () => {
    const truth = { mask: Uint8Array.of(0, 0, 1, 1) }
    const parameters = name.startsWith('top') ? { k: 2 } : {}
    expect((await measure(name, mapContext([[0, 0, 1, 2]], { truth }), parameters)).value).toBe(1)
    expect((await measure(name, mapContext([[2, 1, 0, 0]], { truth }), parameters)).value).toBe(0)
  })
})
