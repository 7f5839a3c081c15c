import { describe, expect, test } from 'vitest'
import { type SlidingWindows, slidingWindows } from '../../src/regions/sliding-windows.ts'

const square = (length: number, window: number, step: number): SlidingWindows =>
  slidingWindows({ length, window, step }, { length, window, step })
const boxes = (windows: SlidingWindows) =>
  Array.from({ length: windows.count }, (_, index) => {
    const { x, y, width, height } = windows.window(index)
    return [x, y, width, height].join(' ')
  })

describe('sliding windows', () => {
  test('go row by row and end at the far edges', () => {
    const windows = slidingWindows({ length: 5, window: 3, step: 2 }, { length: 6, window: 3, step: 2 })
    expect(boxes(windows)).toEqual(['0 0 3 3', '2 0 3 3', '3 0 3 3', '0 2 3 3', '2 2 3 3', '3 2 3 3'])
  })

  test('leave no pixel of a frame of 224 uncovered with a patch and stride of 3', () => {
    const windows = square(224, 3, 3)
    expect(windows.count).toBe(75 ** 2)
    expect(boxes(windows).at(-1)).toBe('221 221 3 3')
  })

  test('are made of cells: hiding a window hides exactly its pixels', () => {
    const windows = slidingWindows({ length: 9, window: 4, step: 3 }, { length: 11, window: 5, step: 2 })
    const { labels, count, width } = windows.cells
    for (let index = 0; index < windows.count; index++) {
      const weights = new Float32Array(count).fill(1)
      windows.hide(index, weights)
      const box = windows.window(index)
      const expected = Array.from(labels, (_, pixel) => {
        const [x, y] = [pixel % width, Math.floor(pixel / width)]
        return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height ? 0 : 1
      })
      expect(Array.from(labels, (cell) => weights[cell])).toEqual(expected)
    }
  })

  test('use every cell', () => {
    const { labels, count } = square(17, 5, 3).cells
    expect(new Set(labels).size).toBe(count)
  })

  test('take one window when it is as large as the frame', () => {
    expect(boxes(square(8, 8, 8))).toEqual(['0 0 8 8'])
  })

  test('refuse more cells than labels can name', () => {
    expect(() => square(300, 2, 1)).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 90_000, limit: 65_535 } }),
    )
  })
})
