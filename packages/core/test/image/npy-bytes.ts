/** The bytes of a `.npy` file: its format version, its header as text, its numbers as bytes. */
export function npyBytes(description: string, numbers: ArrayLike<number>, version = 1): Uint8Array {
  const header = new TextEncoder().encode(`${description}\n`)
  const length = version === 1 ? [header.length & 255, header.length >> 8] : [header.length & 255, header.length >> 8, 0, 0]
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length, ...header, ...Array.from(numbers)])
}

/** The header of numbers of one type in C or Fortran order. */
export function npyHeader(type: string, shape: string, fortran = false): string {
  return `{'descr': '${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape}), }`
}

/** A `.npy` file of bytes, one per number. */
export const byteArray = (shape: string, numbers: ArrayLike<number>) => npyBytes(npyHeader('|u1', shape), numbers)
