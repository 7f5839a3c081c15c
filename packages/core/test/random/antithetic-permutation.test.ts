import { expect, test } from 'vitest'
import { antitheticPermutation } from '../../src/random/antithetic-permutation.ts'

test('orders come in pairs of which one is the other reversed', () => {
  const orders = Array.from({ length: 6 }, (_, index) => [...antitheticPermutation(index, 9, 5)])
  for (const order of orders) expect(order.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  for (const pair of [0, 2, 4]) expect(orders[pair + 1]).toEqual(orders[pair]!.toReversed())
  expect(new Set(orders.map(String)).size).toBe(6)
  expect([...antitheticPermutation(4, 9, 6)]).not.toEqual(orders[4])
})

test('every region is as often first as any other', () => {
  const first = new Float64Array(5)
  for (let pair = 0; pair < 2000; pair++) first[antitheticPermutation(2 * pair, 5, 1)[0]!]! += 1
  for (const count of first) expect(Math.abs(count - 400)).toBeLessThan(4 * Math.sqrt(320))
})
