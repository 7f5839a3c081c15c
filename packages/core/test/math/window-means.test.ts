import { expect, test } from 'vitest'
import { createWindowMeans } from '../../src/math/window-means.ts'

test('pixels join what the windows over them lost, by mean or by sum', () => {
  const windows = createWindowMeans(3, 2)
  windows.add({ x: 0, y: 0, width: 2, height: 1 }, 0.5)
  windows.add({ x: 1, y: 0, width: 1, height: 2 }, -0.25)
  expect([...windows.sums()]).toEqual([0.5, 0.25, 0, 0, -0.25, 0])
  expect([...windows.means()]).toEqual([0.5, 0.125, 0, 0, -0.25, 0])
  expect(windows.covered()).toBe(0.5)
})
