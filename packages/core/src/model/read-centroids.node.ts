import { TelltaleError } from '../errors.ts'
import { decodeNpy } from '../image/decode-npy.ts'
import { readBytes } from '../image/read-bytes.node.ts'
import type { Attachment } from './attachment.ts'

/**
 * Reads class vectors from a `.npy` file of shape [classes, length]: class means of embeddings, or embeddings of texts. Throws PICTURE_UNREADABLE
 * when the file is missing or empty, MAP_UNREADABLE when it holds no such table.
 */
export async function readCentroids(path: string): Promise<Extract<Attachment, { kind: 'centroids' }>> {
  const file = await readBytes(path, undefined)
  const { shape, values } = decodeNpy(file.bytes, file.name)
  const [classes, length, ...rest] = shape
  if (classes !== undefined && length !== undefined && rest.length === 0) {
    return { kind: 'centroids', shape: [classes, length], values: Float32Array.from(values) }
  }
  const what = `${file.name} has the shape [${shape.join(', ')}], and class vectors are a table [classes, length].`
  throw new TelltaleError('MAP_UNREADABLE', what, 'Save one row per class.', { file: file.name, value: shape.join('x') })
}
