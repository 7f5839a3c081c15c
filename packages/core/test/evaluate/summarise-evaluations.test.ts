import { expect, test } from 'vitest'
import type { Evaluation, EvaluationMeasurement } from '../../src/evaluate/evaluation.ts'
import { summariseEvaluations } from '../../src/evaluate/summarise-evaluations.ts'

const measured = (
  metric: string,
  value: number | null,
  random = 0.5,
  reason = 'the map is zero everywhere',
): EvaluationMeasurement => ({
  metric,
  title: metric,
  parameters: {},
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  value,
  ...(value === null && { reason }),
  controls: { random: { value: random }, blob: { value: null, reason: 'none' } },
  forwards: 0,
})

const evaluation = (method: string, ...measurements: readonly EvaluationMeasurement[]): Evaluation => ({
  schema: 'telltale-evaluation/1',
  body: {
    model: { sha256: '0'.repeat(64), name: 'tiny' },
    picture: {
      sha256: { file: '0'.repeat(64), pixels: '0'.repeat(64) },
      name: 'a.png',
      frame: { source: { x: 0, y: 0, width: 8, height: 8 }, width: 8, height: 8 },
    },
    target: { class: 0, label: 'a' },
    method: { name: method, parameters: {}, version: 1 },
    baseline: { kind: 'mean' },
    seed: 1,
    regions: { kind: 'grid', count: 4 },
    distinct: 4,
    scores: { picture: 0.9, baseline: 0.1 },
    measurements: [...measurements],
    warnings: [],
  },
  run: {
    telltale: '0.1.0',
    runtime: 'onnxruntime-node',
    device: 'cpu',
    backend: 'wasm-simd',
    threads: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    milliseconds: 1,
    forwards: 1,
    memoHits: 0,
  },
})

test('mean, median and standard error are those of the pictures with a value', () => {
  const [summary] = summariseEvaluations([
    evaluation('rise', measured('insertion', 0.2, 0.1)),
    evaluation('rise', measured('insertion', 0.4, 0.2)),
    evaluation('rise', measured('insertion', 0.9, 0.3)),
  ])
  expect(summary).toEqual({
    ...{ method: 'rise', metric: 'insertion', parameters: {}, direction: 'higher', count: 3, missing: 0, reasons: [] },
    mean: expect.closeTo(0.5, 12),
    median: 0.4,
    // Deviations -.3 -.1 .4: the variance is .26 / 2, its mean's .26 / 6.
    error: expect.closeTo(Math.sqrt(0.26 / 6), 12),
    random: expect.closeTo(0.2, 12),
    blob: null,
  })
})

test('pictures without a value are counted with their reasons, never averaged as 0', () => {
  const [summary] = summariseEvaluations([
    evaluation('rise', measured('insertion', null, 0.9)),
    evaluation('rise', measured('insertion', 0.4, 0.2)),
    evaluation('rise', measured('insertion', null, 0.9, 'the budget of 5 forwards is spent')),
    evaluation('rise', measured('insertion', null, 0.9, 'the budget of 5 forwards is spent')),
  ])
  expect(summary).toMatchObject({ count: 1, missing: 3, mean: 0.4, median: 0.4, error: null, random: 0.2 })
  expect(summary!.reasons).toEqual([
    { reason: 'the budget of 5 forwards is spent', count: 2 },
    { reason: 'the map is zero everywhere', count: 1 },
  ])
})

test('methods and metrics stay apart, in the order in which they come', () => {
  const summaries = summariseEvaluations([
    evaluation('rise', measured('insertion', 0.2), measured('deletion', 0.3)),
    evaluation('hsic', measured('insertion', 0.4), measured('deletion', 0.5)),
  ])
  expect(summaries.map(({ method, metric, mean }) => [method, metric, mean])).toEqual([
    ['rise', 'insertion', 0.2],
    ['rise', 'deletion', 0.3],
    ['hsic', 'insertion', 0.4],
    ['hsic', 'deletion', 0.5],
  ])
})

test('nothing gives nothing, and no value gives none', () => {
  expect(summariseEvaluations([])).toEqual([])
  expect(summariseEvaluations([evaluation('rise', measured('insertion', null))])[0]).toMatchObject({ mean: null, median: null })
})
