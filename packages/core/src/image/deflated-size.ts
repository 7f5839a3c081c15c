import type { Pixels } from './pixels.ts'

/** Bytes of the picture as a PNG without loss: how much there is to see, by how well it can be told in fewer words. */
export async function deflatedSize({ width, height, rgb }: Pixels): Promise<number> {
  const { encode } = await import('fast-png')
  return encode({ width, height, data: rgb, channels: 3, depth: 8 }).length
}
