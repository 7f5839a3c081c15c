import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeNpy } from '../../src/image/decode-npy.ts'
import { encodeNpy } from '../../src/image/encode-npy.ts'
import { byteArray, npyBytes, npyHeader } from './npy-bytes.ts'

const decode = (bytes: Uint8Array) => decodeNpy(bytes, 'map.npy')

describe('numbers of every type', () => {
  test.each<[string, number[], number]>([
    ['|b1', [2], 1],
    ['|i1', [0xff], -1],
    ['|u1', [0xff], 255],
    ['<i2', [0xfe, 0xff], -2],
    ['>i2', [0xff, 0xfe], -2],
    ['<u2', [0x01, 0x02], 513],
    ['>u4', [0, 0, 1, 2], 258],
    ['<i4', [0xfd, 0xff, 0xff, 0xff], -3],
    ['<i8', [0xfc, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -4],
    ['>u8', [0, 0, 0, 1, 0, 0, 0, 0], 2 ** 32],
    ['<f2', [0x00, 0xc0], -2],
    ['<f2', [0x01, 0x00], 2 ** -24],
    ['>f4', [0x3f, 0xc0, 0, 0], 1.5],
    ['<f4', [0, 0, 0xc0, 0x3f], 1.5],
    ['>f8', [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 1.5],
    ['<f8', [0, 0, 0, 0, 0, 0, 0xf0, 0x7f], Number.POSITIVE_INFINITY],
  ])('%s %j is %d', (type, bytes, number) => {
    expect(Array.from(decode(npyBytes(npyHeader(type, '1,'), bytes)).values)).toEqual([number])
  })
})

describe('arrays', () => {
  test('say what kind they are and what shape they have', () => {
    expect(decode(byteArray('2, 3', [0, 1, 2, 3, 4, 5]))).toEqual({
      kind: 'u',
      shape: [2, 3],
      values: Float64Array.of(0, 1, 2, 3, 4, 5),
    })
  })

  test('in Fortran order are brought into C order', () => {
    const columns = npyBytes(npyHeader('|u1', '2, 3', true), [0, 3, 1, 4, 2, 5])
    expect(Array.from(decode(columns).values)).toEqual([0, 1, 2, 3, 4, 5])
    const blocks = npyBytes(npyHeader('|u1', '2, 2, 2', true), [0, 4, 2, 6, 1, 5, 3, 7])
    expect(Array.from(decode(blocks).values)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test.each([1, 2, 3])('are read from format version %i', (version) => {
    expect(Array.from(decode(npyBytes(npyHeader('|u1', '3,'), [7, 8, 9], version)).values)).toEqual([7, 8, 9])
  })

  test('may lie anywhere in a buffer, and have bytes after them', () => {
    const bytes = Uint8Array.from([9, ...byteArray('2,', [4, 5]), 9])
    expect(Array.from(decode(bytes.subarray(1)).values)).toEqual([4, 5])
  })

  test('that encodeNpy wrote come back', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, noNaN: true }), (values) => {
        const { kind, shape, values: read } = decode(encodeNpy(values, [1, values.length]))
        expect({ kind, shape }).toEqual({ kind: 'f', shape: [1, values.length] })
        expect(Float32Array.from(read)).toEqual(values)
      }),
    )
  })
})

describe('a file is refused', () => {
  test.each<[string, Uint8Array]>([
    ['that is something else', new TextEncoder().encode('P5 2 2 255 ....')],
    ['of an unknown format version', npyBytes(npyHeader('|u1', '1,'), [1], 4)],
    ['that ends in its first bytes', byteArray('1,', [1]).subarray(0, 9)],
    ['that ends in its header', byteArray('1,', [1]).subarray(0, 30)],
    ['that ends in its numbers', byteArray('2, 2', [1, 2, 3])],
    ['with a header of no use', npyBytes('{}', [1])],
    ['of objects', npyBytes(npyHeader('|O', '1,'), [0x80, 3])],
    ['of complex numbers', npyBytes(npyHeader('<c8', '1,'), new Uint8Array(8))],
    ['of text', npyBytes(npyHeader('<U4', '1,'), new Uint8Array(16))],
    ['of several columns', npyBytes("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", new Uint8Array(4))],
    ['of floats with 16 bytes', npyBytes(npyHeader('<f16', '1,'), new Uint8Array(16))],
    ['with a negative side', byteArray('-1, 3', [1, 2, 3])],
    ['with more axes than NumPy has', byteArray('1, '.repeat(65), [1])],
    ['with a side beyond all numbers', byteArray(`${'9'.repeat(40)}, 1`, [1])],
  ])('%s', (_, bytes) => {
    expect(() => decode(bytes)).toThrow(
      expect.objectContaining({ code: 'MAP_UNREADABLE', where: expect.objectContaining({ file: 'map.npy' }) }),
    )
  })

  test('before memory is taken for what its header promises', () => {
    expect(() => decode(byteArray('100000, 100000', [1]))).toThrow(
      expect.objectContaining({ where: { file: 'map.npy', value: '100000x100000', limit: 100_000_000 } }),
    )
  })

  test('with the bytes that it has and needs when it is cut off', () => {
    const bytes = byteArray('2, 2', [1, 2, 3])
    expect(() => decode(bytes)).toThrow(
      expect.objectContaining({ where: { file: 'map.npy', value: bytes.length, limit: bytes.length + 1 } }),
    )
  })

  test('and never fails in another way, whatever its bytes', () => {
    const noise = fc.uint8Array({ minLength: 0, maxLength: 40 })
    fc.assert(
      fc.property(noise, fc.boolean(), (bytes, asHeader) => {
        const file = asHeader ? npyBytes(String.fromCharCode(...bytes), bytes) : Uint8Array.of(0x93, 78, 85, 77, 80, 89, ...bytes)
        try {
          decode(file)
        } catch (error) {
          expect(error).toMatchObject({ code: 'MAP_UNREADABLE' })
        }
      }),
    )
  })
})
