import { describe, expect, it } from 'vitest'
import { createFairCoins } from '../../src/random/fair-coins.ts'

describe('fair coins', () => {
  it('keep every region in half of the masks, independently of the others', () => {
    const write = createFairCoins(8, 1)
    const mask = new Float32Array(8)
    const together = new Float64Array(64)
    for (let index = 0; index < 4000; index++) {
      write(index, mask)
      for (let i = 0; i < 64; i++) together[i]! += mask[i >> 3]! * mask[i & 7]!
    }
    together.forEach((count, i) => {
      const share = i >> 3 === (i & 7) ? 0.5 : 0.25
      expect(Math.abs(count / 4000 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 4000))
    })
  })
})
