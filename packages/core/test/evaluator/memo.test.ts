import { describe, expect, it } from 'vitest'
import { maskKey } from '../../src/evaluator/memo.ts'

describe('maskKey', () => {
  it('is equal for equal masks and differs in one region of 49', () => {
    const masks = new Float32Array(3 * 49).fill(1)
    masks[2 * 49 + 48] = 0
    expect(maskKey(masks, 0, 49)).toBe(maskKey(masks, 49, 49))
    expect(maskKey(masks, 98, 49)).not.toBe(maskKey(masks, 0, 49))
  })

  it('is null for a soft mask', () => {
    expect(maskKey(Float32Array.of(1, 0.5, 0), 0, 3)).toBeNull()
  })
})
