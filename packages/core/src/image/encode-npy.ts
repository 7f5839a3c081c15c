/** A NumPy `.npy` file (version 1.0) of float32 numbers in C order, little-endian. */
export function encodeNpy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`
  // Magic, version, length and header together end on a multiple of 64, the header with a newline.
  const padded = `${header}${' '.repeat(63 - ((10 + header.length) % 64))}\n`
  const bytes = new Uint8Array(10 + padded.length + 4 * values.length)
  const view = new DataView(bytes.buffer)
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0])
  view.setUint16(8, padded.length, true)
  bytes.set(new TextEncoder().encode(padded), 10)
  values.forEach((value, index) => {
    view.setFloat32(10 + padded.length + 4 * index, value, true)
  })
  return bytes
}
