import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isInShard } from '../../src/studies/shard.ts'

const hashes = Array.from({ length: 1000 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex'))

describe('shards', () => {
  it.each([1, 2, 3, 8])('%i of them have every hash once', (count) => {
    const owners = hashes.map((hash) => Array.from({ length: count }, (_, index) => isInShard(hash, { index: index + 1, count })))
    expect(owners.every((row) => row.filter(Boolean).length === 1)).toBe(true)
  })

  it('are of about the same size', () => {
    const sizes = [1, 2, 3, 4].map((index) => hashes.filter((hash) => isInShard(hash, { index, count: 4 })).length)
    // 250 expected; five standard deviations of a binomial are 68.
    expect(sizes.every((size) => Math.abs(size - 250) < 68)).toBe(true)
  })

  it('know a hash by its first twelve digits, as folders are named', () => {
    const shard = { index: 2, count: 7 }
    expect(hashes.every((hash) => isInShard(hash, shard) === isInShard(hash.slice(0, 12), shard))).toBe(true)
  })
})
