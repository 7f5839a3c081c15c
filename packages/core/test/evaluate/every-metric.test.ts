import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evaluation, MeasuredValue } from '../../src/evaluate/evaluation.ts'
import { evaluate } from '../../src/evaluate.ts'
import { describeMetrics } from '../../src/metrics/describe-metrics.ts'
import { openSmall } from '../explain/small-picture.ts'

const { model, picture } = await openSmall()
afterAll(() => model.dispose())

const { width, height } = picture
const described = describeMetrics()
/** A frame of 64 pixels has fewer than some metrics look at. */
const small: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'top-k-intersection': { k: 10 },
  'faithfulness-correlation': { pixels: 16 },
  aopc: { patch: 2 },
  selectivity: { patch: 2 },
}
const wanted = described.map(({ name }) => ({ name, ...(small[name] && { parameters: small[name] }) }))
const options = {
  target: 2,
  baseline: { kind: 'black' },
  regions: { kind: 'grid', count: 9 },
  truth: { boxes: [{ x: 0, y: 0, width: width / 2, height: height / 2 }] },
} as const

let evaluation: Evaluation
beforeAll(async () => {
  evaluation = await evaluate(model, picture, { method: 'gradient-input' }, wanted, options)
}, 60_000)

const measurementOf = (name: string, of = evaluation) => of.body.measurements.find(({ metric }) => metric === name)!

describe.each(described.map(({ name, range }) => [name, range] as const))('%s', (name, [lowest, highest]) => {
  const isWithin = (value: number) => value >= (lowest ?? value) - 1e-9 && value <= (highest ?? value) + 1e-9
  const expectSound = ({ value, reason }: MeasuredValue) => {
    if (value === null) expect(reason).toMatch(/^\S.{10,}[^.]$/)
    else expect([value, isWithin(value)]).toEqual([value, true])
  }

  test('has a value within its range, or a reason', () => {
    const { controls, ...own } = measurementOf(name)
    for (const one of [own, controls!.random, controls!.blob]) expectSound(one)
  })

  test('has a value for a map that means something', () => {
    // The tiny model's winning class has less than the .8 that information curves ask for.
    if (name === 'pic') expect(measurementOf(name).reason).toContain('0.8')
    else expect(measurementOf(name).value).toEqual(expect.any(Number))
  })

  test('knows no code: nothing failed on the way', () => {
    const { code, controls } = measurementOf(name)
    expect([code, controls!.random.code, controls!.blob.code]).toEqual([undefined, undefined, undefined])
  })
})

test('equal inputs give equal numbers, whatever ran before', async () => {
  const reversed = [...wanted].reverse()
  const again = await evaluate(model, picture, { method: 'gradient-input' }, reversed, options)
  for (const { metric, forwards: _, ...measurement } of again.body.measurements) {
    const { forwards: __, ...first } = measurementOf(metric)
    expect(measurement).toEqual({ ...first, metric: undefined })
  }
})

describe('a map that ranks nothing', () => {
  /** What a map of one value still has: as much on the object as its area, no concentration, and a sum that can be right or wrong. */
  const ofConcentration = ['relevance-mass', 'energy-in-box', 'entropy', 'sparseness', 'effective-complexity']
  const ofSums = ['infidelity', 'completeness-gap']

  test('has no value but what its area, its concentration and its sum say', async () => {
    const values = new Float32Array(width * height).fill(3)
    const { body } = await evaluate(model, picture, { width, height, values }, wanted, { ...options, controls: false })
    const defined = body.measurements.filter(({ value }) => value !== null).map(({ metric }) => metric)
    expect(defined.filter((metric) => ![...ofConcentration, ...ofSums].includes(metric))).toEqual([])
    for (const { value, reason = '' } of body.measurements) if (value === null) expect(reason.length).toBeGreaterThan(10)
  })

  test('has no value at all when it is zero, but that of missing the whole difference', async () => {
    const values = new Float32Array(width * height)
    const { body } = await evaluate(model, picture, { width, height, values }, wanted, { ...options, controls: false })
    const defined = body.measurements.filter(({ value }) => value !== null).map(({ metric, value }) => [metric, value])
    expect(defined).toEqual([['completeness-gap', 1]])
  })
})
