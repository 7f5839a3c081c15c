import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { createRandom } from '../../src/random/random.ts'
import { additiveOracle, andOracle, gridOracle, logisticOracle, type Oracle, orOracle } from '../../src/testing/oracles.ts'
import { additive } from '../../src/testing/tiny-models/additive.ts'
import { convReluPoolGemm, convReluPoolGemmLogits } from '../../src/testing/tiny-models/conv-relu-pool-gemm.ts'
import { grid49, logisticPair } from '../../src/testing/tiny-models/logistic.ts'
import { andPair, orPair } from '../../src/testing/tiny-models/pair.ts'
import type { TinyModel } from '../../src/testing/tiny-models/tiny-model.ts'

const cases: readonly (readonly [string, () => TinyModel, Oracle])[] = [
  ['additive', additive, additiveOracle],
  ['and pair', andPair, andOracle],
  ['or pair', orPair, orOracle],
  ['logistic pair', logisticPair, logisticOracle],
  ['7x7 grid', grid49, gridOracle],
]

describe.each(cases)('the tiny model "%s"', (_, create, oracle) => {
  const tiny = create()
  let classifier: Classifier
  beforeAll(async () => {
    classifier = await openModel({ model: tiny.model, preprocess: tiny.preprocess })
  })
  afterAll(() => classifier.dispose())

  test('gives class 0 the probability of its oracle', async () => {
    for (const set of setsOf(tiny.regions)) {
      expect(softmaxOfFirst(await logitsOf(classifier, tiny, set))).toBeCloseTo(oracle.probability(set), 6)
    }
  })

  test('gives a set the same bits alone and in a batch', async () => {
    const sets = setsOf(tiny.regions).slice(0, 8)
    const together = await logitsOf(classifier, tiny, ...sets)
    const alone = await Promise.all(sets.map((set) => logitsOf(classifier, tiny, set)))
    expect(together).toEqual(Float32Array.from(alone.flatMap((logits) => [...logits])))
  })
})

describe('the pair models', () => {
  test.each([andPair, orPair])('do not tell region 4 from region 5', async (create) => {
    const tiny = create()
    const classifier = await openModel({ model: tiny.model, preprocess: tiny.preprocess })
    const four = await logitsOf(classifier, tiny, Uint8Array.of(1, 0, 1, 0, 1, 0))
    const five = await logitsOf(classifier, tiny, Uint8Array.of(1, 0, 1, 0, 0, 1))
    expect(four).toEqual(five)
    await classifier.dispose()
  })
})

describe('conv-relu-pool-gemm', () => {
  test('has the logits of its definition, the pooled map as features, and one map', async () => {
    const tiny = convReluPoolGemm()
    const classifier = await openModel({ model: tiny.model, preprocess: tiny.preprocess })
    const input = classifier.normalise(tiny.frame.rgb)
    const [logits, features] = [new Float32Array(3), new Float32Array(4)]
    await classifier.session.run({ input }, { logits, features }, 1)
    convReluPoolGemmLogits(input).forEach((expected, i) => {
      expect(logits[i]).toBeCloseTo(expected, 5)
    })
    expect(features.some((value) => value > 0)).toBe(true)
    expect(classifier.info.layers).toEqual([
      { name: 'active', shape: [4, 8, 8], kind: 'map' },
      { name: 'embedding', shape: [4], kind: 'vector' },
    ])
    await classifier.dispose()
  })
})

/** None, all, each alone, and some at random. */
function setsOf(regions: number): readonly Uint8Array[] {
  const random = createRandom(3)
  const single = Array.from({ length: regions }, (_, i) => new Uint8Array(regions).fill(1, i, i + 1))
  const mixed = Array.from({ length: 40 }, () => Uint8Array.from({ length: regions }, () => (random.next() < 0.5 ? 1 : 0)))
  return [new Uint8Array(regions), new Uint8Array(regions).fill(1), ...single, ...mixed]
}

/** Logits of the frame with the regions of each set shown and all others black, one row per set. */
async function logitsOf(classifier: Classifier, tiny: TinyModel, ...sets: readonly Uint8Array[]): Promise<Float32Array> {
  const frames = sets.map((set) =>
    classifier.normalise(tiny.frame.rgb.map((value, i) => value * set[tiny.labels[Math.floor(i / 3)]!]!)),
  )
  const input = Float32Array.from(frames.flatMap((frame) => [...frame]))
  const logits = new Float32Array(sets.length * classifier.info.classes)
  await classifier.session.run({ input }, { logits }, sets.length)
  return logits
}

function softmaxOfFirst(logits: Float32Array): number {
  return 1 / (1 + Math.exp(logits[1]! - logits[0]!))
}
