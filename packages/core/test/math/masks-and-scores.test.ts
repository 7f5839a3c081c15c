import { expect, test } from 'vitest'
import { areaUnderRoc } from '../../src/math/area-under-roc.ts'
import { dilated } from '../../src/math/dilate.ts'
import { createRandom } from '../../src/random/random.ts'

const random = createRandom(4)
const mask = Uint8Array.from({ length: 13 * 9 }, () => (random.next() < 0.04 ? 1 : 0))

test.each([0, 0.5, 1, 1.5, 2, 3, 4.2, 40])('pixels nearer than %s to a mask join it', (distance) => {
  const expected = Array.from(mask, (bit, at) => {
    const isNear = mask.some(
      (other, from) => other === 1 && Math.hypot((from % 13) - (at % 13), Math.floor(from / 13) - Math.floor(at / 13)) < distance,
    )
    return bit === 1 || isNear ? 1 : 0
  })
  expect([...dilated(mask, 13, 9, distance)]).toEqual(expected)
})

test('of an empty mask nothing is near', () => {
  expect([...dilated(new Uint8Array(4), 2, 2, 9)]).toEqual([0, 0, 0, 0])
})

test('the area under a ROC curve counts pairs in the right order, equal ones half', () => {
  expect(areaUnderRoc([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1)
  expect(areaUnderRoc([1, 2, 3, 4], [1, 1, 0, 0])).toBe(0)
  // Of six pairs: 3 > 1, 3 > 2, 3 = 3 (half), 2 > 1, 2 = 2 (half), 2 < 3.
  expect(areaUnderRoc([3, 2, 1, 2, 3], [1, 1, 0, 0, 0])).toBeCloseTo(4 / 6, 12)
  expect(areaUnderRoc([1, 2], [1, 1])).toBeNaN()
})

test("the area under a ROC curve is scikit-learn's, 1.9.1", () => {
  const scores = Array.from({ length: 40 }, (_, i) => ((7 * i + 3) % 11) / 2)
  const members = Array.from({ length: 40 }, (_, i) => ((5 * i) % 7 < 2 ? 1 : 0))
  expect(areaUnderRoc(scores, members)).toBeCloseTo(0.36904761904761907, 12)
})
