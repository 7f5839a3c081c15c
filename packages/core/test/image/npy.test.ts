import { describe, expect, it } from 'vitest'
import { encodeNpy } from '../../src/image/encode-npy.ts'

describe('encodeNpy', () => {
  const bytes = encodeNpy(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3])

  it('starts with the magic bytes of version 1.0', () => {
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  })

  it('aligns the numbers to 64 bytes and states type, order and shape', () => {
    const length = bytes[8]! + 256 * bytes[9]!
    expect((10 + length) % 64).toBe(0)
    const header = new TextDecoder().decode(bytes.subarray(10, 10 + length))
    expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/)
  })

  it('writes the numbers little-endian in row order', () => {
    const view = new DataView(bytes.buffer, bytes.length - 24)
    expect([0, 1, 5].map((index) => view.getFloat32(4 * index, true))).toEqual([1, 2, 6])
  })
})
