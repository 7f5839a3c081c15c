import { decodeNpy } from '../image/decode-npy.ts'
import { decodePng } from '../image/decode-png.node.ts'
import { isNpy, unreadableMap } from '../image/npy-header.ts'
import { readBytes } from '../image/read-bytes.node.ts'
import { saliencyFromArray } from './from-array.ts'
import type { SaliencyMap } from './saliency-map.ts'

/**
 * Reads a saliency map: a `.npy` file of numbers with shape [height, width], [1, height, width] or [height, width, 1], or a grey PNG of 8 or
 * 16 bits, whose values become 0 to 1. The content decides, not the name.
 *
 * Throws PICTURE_UNREADABLE when the file is missing or empty, PICTURE_TOO_LARGE above 512 MiB, MAP_UNREADABLE when it holds no such map,
 * coloured pictures included, or values that are not finite.
 */
export async function readMapFile(path: string): Promise<SaliencyMap> {
  const file = await readBytes(path, undefined)
  if (isNpy(file.bytes)) return saliencyFromArray(decodeNpy(file.bytes, file.name), file.name)

  const { width, height, channels, largest, values } = await decodePng(file, 'colours')
  const map = new Float32Array(width * height)
  for (let pixel = 0, at = 0; pixel < map.length; pixel++, at += channels) {
    if (channels === 3 && (values[at] !== values[at + 1] || values[at] !== values[at + 2])) {
      throw unreadableMap(file.name, 'it is coloured, and colours have no order', 'Save the map itself, as grey PNG or .npy.')
    }
    map[pixel] = values[at]! / largest
  }
  return { width, height, values: map }
}
