/** A u32 that depends on every byte and on their order, for streams that are to differ from picture to picture: FNV-1a, 32 bits. */
export function seedOfBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
