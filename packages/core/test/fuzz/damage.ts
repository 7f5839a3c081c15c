import * as fc from 'fast-check'

/** One thing that happens to the bytes of a file. Places are taken modulo its length. */
type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'write'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'repeat'; readonly from: number; readonly length: number; readonly to: number }
  | { readonly kind: 'drop'; readonly from: number; readonly length: number }
  | { readonly kind: 'cut'; readonly at: number }

/** Sizes that overflow, turn negative or ask for everything, in either byte order. */
const forgedSizes: readonly (readonly number[])[] = [
  [0, 0, 0, 0],
  [0x7f, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0x7f],
  [0x80, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff],
  [0, 0],
]

const place = fc.nat(1_000_000)
const length = fc.integer({ min: 1, max: 64 })
const bytes = fc.oneof(fc.constantFrom(...forgedSizes), fc.array(fc.nat(255), { minLength: 1, maxLength: 8 }))

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('write' as const), at: place, bytes }),
  fc.record({ kind: fc.constant('insert' as const), at: place, bytes }),
  fc.record({ kind: fc.constant('repeat' as const), from: place, length, to: place }),
  fc.record({ kind: fc.constant('drop' as const), from: place, length }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
)

/** One to four of them, one after another. */
export const damages: fc.Arbitrary<readonly Damage[]> = fc.array(damage, { minLength: 1, maxLength: 4 })

/** The bytes of a file after all that happened to it; the file itself stays as it is. */
export function damaged(file: Uint8Array, all: readonly Damage[]): Uint8Array {
  return all.reduce<Uint8Array>((now, one) => (now.length === 0 ? now : apply(now, one)), file)
}

function apply(file: Uint8Array, one: Damage): Uint8Array {
  const at = (place: number): number => place % file.length
  switch (one.kind) {
    case 'flip': {
      const copy = Uint8Array.from(file)
      copy[at(one.at)]! ^= 1 << one.bit
      return copy
    }
    case 'write': {
      const copy = Uint8Array.from(file)
      for (const [i, byte] of one.bytes.entries()) copy[at(one.at + i)] = byte
      return copy
    }
    case 'insert':
      return Buffer.concat([file.subarray(0, at(one.at)), Uint8Array.from(one.bytes), file.subarray(at(one.at))])
    case 'repeat': {
      const chunk = file.subarray(at(one.from), at(one.from) + one.length)
      return Buffer.concat([file.subarray(0, at(one.to)), chunk, file.subarray(at(one.to))])
    }
    case 'drop':
      return Buffer.concat([file.subarray(0, at(one.from)), file.subarray(at(one.from) + one.length)])
    case 'cut':
      return file.subarray(0, at(one.at))
  }
}
