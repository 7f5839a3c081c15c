import { expect, it } from 'vitest'
import { findingsOf } from '../../../src/studies/comparison/findings.ts'
import { comparisonParameters, methodsOf, metricsOf } from '../../../src/studies/comparison/parameters.ts'
import { describeComparison } from '../../../src/studies/comparison/sentences.ts'

const parameters = comparisonParameters.parse({ methods: 'submodular,hsic', metrics: 'deletion,insertion,monotonicity' })
const compared = { methods: methodsOf(parameters), metrics: metricsOf(parameters), bootstrap: { seed: 1, resamples: 200 } }

/** What is said of values by method (with the two controls), metric and picture. */
function sentencesOf(values: readonly (readonly (readonly number[])[])[]): readonly string[] {
  const table = {
    model: 'm',
    samples: ['a', 'b'],
    isRight: [true, null],
    foreign: 1,
    forwards: [10, 10],
    values: values.map((rows) => rows.map((row) => Float64Array.from(row))),
    methodForwards: values.map(() => new Float64Array(2)),
    missing: [],
    failures: [],
  }
  return describeComparison([findingsOf(table, compared)], compared)
}

const [best, blob, random] = [
  [
    [0.1, 0.1],
    [0.9, 0.9],
    [0, 0],
  ],
  [
    [0.5, 0.5],
    [0.5, 0.5],
    [0, 0],
  ],
  [
    [0.6, 0.6],
    [0.4, 0.4],
    [0, 0],
  ],
]

it('names the best by each metric, and no one where all are alike', () => {
  const [first] = sentencesOf([
    best,
    [
      [0.2, 0.2],
      [0.6, 0.6],
      [0, 0],
    ],
    random,
    blob,
  ])
  expect(first).toBe(
    'On m, over 2 pictures, the best mean has submodular by deletion and insertion. By monotonicity, several methods share it.',
  )
})

it('counts what is not shown to be better than a map that knows nothing', () => {
  const [, second] = sentencesOf([
    best,
    [
      [0.5, 0.6],
      [0.4, 0.7],
      [0, 0],
    ],
    random,
    blob,
  ])
  expect(second).toMatch(
    /^On m, 4 of 6 pairs of method and metric are not shown to be better than the random map or the centred blob/,
  )
  expect(second).toMatch(/By deletion: hsic; by insertion: hsic; by monotonicity: all\.$/)
})

it('says of how many pictures the model lacks the class', () => {
  expect(sentencesOf([best, best, random, blob])).toContain(
    'm does not have the true class of 1 of 2 pictures; its own answer is explained there, and is counted as neither right nor wrong.',
  )
})
