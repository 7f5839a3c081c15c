import { expect, test } from 'vitest'
import { createPriorityQueue } from '../../src/math/priority-queue.ts'
import { createRandom } from '../../src/random/random.ts'

test('the queue gives the highest priority first, and equal ones in the order in which they came', () => {
  const random = createRandom(3)
  const items = Array.from({ length: 500 }, (_, number) => ({ number, priority: Math.floor(20 * random.next()) }))
  const queue = createPriorityQueue<(typeof items)[number]>()
  for (const item of items) queue.push(item, item.priority)
  const popped = items.map(() => queue.pop()!)
  expect(popped).toEqual(items.toSorted((a, b) => b.priority - a.priority || a.number - b.number))
  expect(queue.pop()).toBeUndefined()
})

test('what is pushed between takes its place', () => {
  const queue = createPriorityQueue<string>()
  queue.push('middle', 2)
  queue.push('low', 1)
  expect(queue.pop()).toBe('middle')
  queue.push('high', 3)
  queue.push('also low', 1)
  expect([queue.pop(), queue.pop(), queue.pop(), queue.pop()]).toEqual(['high', 'low', 'also low', undefined])
})
