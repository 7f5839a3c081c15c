import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MaskEvaluator, Masks } from '../../src/evaluator/mask-evaluator.ts'
import { orderOf } from '../../src/explanation/order-of.ts'
import { createNode } from '../../src/graph/node.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import { rise } from '../../src/methods/sampling/rise.ts'
import { createRiseMasks } from '../../src/methods/sampling/rise-masks.ts'
import type { RiseParameters } from '../../src/methods/sampling/rise-parameters.ts'
import { grid49 } from '../../src/testing/index.ts'
import { logitsOfHundredths, modelOfShownRegions, type TinyModel } from '../../src/testing/tiny-models/tiny-model.ts'
import { contextOf, gridRegions, type OpenTinyModel, openTiny, oracleEvaluator } from './sampling-context.ts'

const run = (evaluator: MaskEvaluator, given: Partial<RiseParameters> = {}, changes: Partial<MethodContext> = {}) =>
  rise.run(contextOf(evaluator, changes), rise.parameters.parse(given))

function mapOf({ attribution }: MethodResult): Float32Array {
  if (attribution.kind !== 'map') throw new Error('no map')
  return attribution.values
}

const codes = ({ warnings }: MethodResult): string[] => warnings.map(({ code }) => code)

/** Asks a function of the cells of a mask; the frame is of 28 x 28 pixels. */
function cellOracle(probability: (cells: Float32Array) => number, budget?: number) {
  const asked: string[] = []
  const regions = oracleEvaluator(gridRegions(7, 7), (cells) => probability(cells), budget)
  const evaluate = (masks: Masks) => {
    if (masks.kind !== 'grid') throw new Error('RISE shows soft masks')
    asked.push(...(masks.keys ?? []))
    const count = masks.size[0] * masks.size[1]
    const map = { ...gridRegions(1, 1), count }
    return regions.evaluate({ kind: 'regions', count: masks.count, weights: masks.cells, regions: map })
  }
  return {
    ...regions,
    asked,
    evaluate,
    get spent() {
      return regions.spent
    },
    get remaining() {
      return regions.remaining
    },
  }
}

describe('masks of RISE', () => {
  const frame = { width: 224, height: 200 }
  const masks = createRiseMasks(frame, { grid: 7, keep: 0.5, seed: 1 })

  test('are enlarged by one cell more than the frame needs, and shifted by less than a cell', () => {
    const { size, upsampled, offsets } = masks(0, 300)
    expect(size).toEqual([7, 7])
    // Cells of 29 x 32 pixels, eight of them on each side.
    expect(upsampled).toEqual([8 * 29, 8 * 32])
    const rows = offsets.filter((_, i) => i % 2 === 0)
    const columns = offsets.filter((_, i) => i % 2 === 1)
    expect([Math.max(...rows), Math.max(...columns)]).toEqual([28, 31])
  })

  test('have shifts of their own within one batch', () => {
    const { offsets } = masks(0, 8)
    expect(new Set(Array.from({ length: 8 }, (_, i) => `${offsets[2 * i]} ${offsets[2 * i + 1]}`)).size).toBe(8)
  })

  test('are the same in any split', () => {
    const [all, some] = [masks(0, 10), masks(4, 3)]
    expect(some.cells).toEqual(all.cells.slice(4 * 49, 7 * 49))
    expect(some.offsets).toEqual(all.offsets.slice(8, 14))
    expect(some.keys).toEqual(all.keys?.slice(4, 7))
  })

  test('are named by all that they depend on', () => {
    const named = (changes: object) => createRiseMasks(frame, { grid: 7, keep: 0.5, seed: 1, ...changes })(2, 1).keys?.[0]
    const names = [named({}), named({ grid: 8 }), named({ keep: 0.25 }), named({ seed: 2 }), masks(3, 1).keys?.[0]]
    expect(new Set(names).size).toBe(5)
  })

  test('are refused where they would be finer than the frame', () => {
    expect(() => createRiseMasks({ width: 30, height: 8 }, { grid: 9, keep: 0.5, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 9, limit: 8 } }),
    )
  })
})

describe('RISE', () => {
  test('gives a model that is always equally sure a level map, and says so', async () => {
    const result = await run(
      cellOracle(() => 0.3),
      { samples: 400 },
    )
    mapOf(result).forEach((value) => {
      expect(value).toBeCloseTo(0.3, 5)
    })
    expect(codes(result)).toEqual(['SCORE_CONSTANT'])
  })

  test('does not with the published normaliser, which counts expected masks', async () => {
    const map = mapOf(
      await run(
        cellOracle(() => 0.3),
        { samples: 400, normaliser: 'expected' },
      ),
    )
    expect(Math.max(...map) - Math.min(...map)).toBeGreaterThan(0.02)
  })

  test('is the mean score of the masks that show a pixel', async () => {
    // One cell: a mask is all or nothing. Shown, the score is 0.9; hidden, it does not count.
    const oracle = cellOracle((cells) => 0.1 + 0.8 * cells[0]!)
    const shown = Array.from(createRiseMasks({ width: 28, height: 28 }, { grid: 1, keep: 0.5, seed: 1 })(0, 100).cells)
    const count = shown.reduce((sum, cell) => sum + cell, 0)
    const map = mapOf(await run(oracle, { samples: 100, grid: 1 }))
    expect(map[0]).toBeCloseTo((0.9 * count) / (count + 1e-4), 6)
    const expected = mapOf(await run(oracle, { samples: 100, grid: 1, normaliser: 'expected' }))
    expect(expected[783]).toBeCloseTo((0.9 * count) / 50, 6)
  })

  test('explains log-odds on demand', async () => {
    const oracle = cellOracle((cells) => 0.5 + 0.4 * cells[0]!)
    // Hidden, the log-odds are 0; shown, those of 0.9.
    const map = mapOf(await run(oracle, { samples: 100, grid: 1, space: 'logit' }))
    expect(map[0]).toBeCloseTo(Math.log(9), 4)
  })

  test('says how far two halves of the masks agree, and warns where they hardly do', async () => {
    const oracle = () => cellOracle((cells) => 0.1 + 0.5 * cells[10]! + 0.3 * cells[40]! * cells[41]!)
    const few = await run(oracle(), { samples: 20 })
    const many = await run(oracle(), { samples: 1000 })
    expect(few.statistics?.['convergence']).toBeLessThan(0.5)
    expect(many.statistics?.['convergence']).toBeGreaterThan(0.8)
    expect([codes(few), codes(many)]).toEqual([['SAMPLES_FEW'], []])
  })

  test('chooses the probability of keeping cells whose masks move the score most', async () => {
    // Six certain cells are needed at once: seldom all there unless nine of ten are kept.
    const oracle = cellOracle((cells) => 0.01 + 0.9 * cells.subarray(0, 6).reduce((all, cell) => all * cell, 1))
    const result = await run(oracle, { samples: 100, chooseKeep: true })
    expect(result.statistics?.['keep']).toBe(0.9)
    expect(oracle.spent.forwards).toBe(rise.cost(rise.parameters.parse({ samples: 100, chooseKeep: true }), 49))
    expect(oracle.asked.slice(900)).toEqual(oracle.asked.slice(800, 900))
  })

  test('is a whole result of fewer masks when the budget ends, and marked', async () => {
    const probability = (cells: Float32Array) => 0.1 + 0.8 * cells[24]!
    const short = await run(cellOracle(probability, 150), { samples: 400 })
    expect(short.complete).toBe(false)
    expect(short.statistics?.['samples']).toBe(150)
    expect(mapOf(short)).toEqual(mapOf(await run(cellOracle(probability), { samples: 150 })))
  })

  test('spends no more than it may, choice of the probability included', async () => {
    const probability = (cells: Float32Array) => 0.1 + 0.8 * cells[24]!
    const within = cellOracle(probability)
    const some = await run(within, { samples: 400, chooseKeep: true }, { budget: 1000 })
    expect([within.spent.forwards, some.statistics?.['samples'], some.complete]).toEqual([1000, 100, false])
    const without = cellOracle(probability)
    const none = await run(without, { samples: 400, chooseKeep: true }, { budget: 500 })
    expect([without.spent.forwards, none.complete]).toEqual([0, false])
    expect(new Set(mapOf(none))).toEqual(new Set([0]))
  })

  test('reports a map for every tenth of the masks but the last', async () => {
    const context = contextOf(cellOracle((cells) => 0.1 + 0.8 * cells[24]!))
    await rise.run(context, rise.parameters.parse({ samples: 1280 }))
    expect(context.partial.map(({ kind }) => kind)).toEqual(new Array(9).fill('map'))
  })
})

/** Reads one of 49 regions and nothing else. */
function oneRegion(region: number): TinyModel {
  const ending = logitsOfHundredths()
  const amounts = Array.from({ length: 49 }, (_, i) => (i === region ? 80 : 0))
  return modelOfShownRegions(7, 7, {
    nodes: [
      createNode('MatMul', ['shown', 'amounts'], ['sum']),
      createNode('Add', ['sum', 'base'], ['hundredths']),
      ...ending.nodes,
    ],
    constants: [createFloats('amounts', [49, 1], amounts), createFloats('base', [], [10]), ...ending.constants],
  })
}

describe('RISE through a model that reads one region', () => {
  test.each([{}, { debias: true }, { normaliser: 'expected' }] as const)('puts its pixels highest: %o', async (given) => {
    const kernels = await createKernels('wasm-simd')
    const model = await openTiny(oneRegion(23), kernels)
    const { frame, regions } = model.evaluator()
    const { attribution } = await run(model.evaluator(), { samples: 800, ...given }, { kernels })
    expect(orderOf(attribution, regions, frame)[0]).toBe(23)
    await model.close()
  })
})

describe('RISE through a model', () => {
  let model: OpenTinyModel
  beforeAll(async () => {
    model = await openTiny(grid49())
  })
  afterAll(() => model.close())

  test('is the same bytes for a seed, whatever the batch, and others for another seed', async () => {
    const given = { samples: 200 }
    const [narrow, wide] = [model.evaluator({ memory: 0.06 }), model.evaluator()]
    const map = mapOf(await run(narrow, given))
    expect(mapOf(await run(wide, given))).toEqual(map)
    expect(Math.max(...narrow.shapes)).toBeLessThan(Math.max(...wide.shapes))
    expect(mapOf(await run(wide, given, { seed: 2 }))).not.toEqual(map)
  })
})
