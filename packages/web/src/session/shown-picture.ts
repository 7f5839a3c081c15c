import { sha256 } from '@telltale/core'
import type { Looked } from '../worker/protocol.ts'

/** The picture on the page. */
export interface ShownPicture {
  readonly name: string
  /** What an image element draws; upright. */
  readonly url: string
  readonly width: number
  readonly height: number
  /** Hexadecimal, of the file: it tells which documents are about this picture. */
  readonly sha256: string
  /** What the model said of it; null until it was shown to it. */
  readonly looked: Looked | null
}

/** A file as the page shows it at once. What a browser cannot show gets a usual shape: the worker will say what is wrong with it. */
export async function openShown(blob: Blob, name: string): Promise<ShownPicture> {
  const url = URL.createObjectURL(blob)
  const size = await sizeOf(url).catch(() => ({ width: 4, height: 3 }))
  return { name, url, ...size, sha256: await sha256(new Uint8Array(await blob.arrayBuffer())), looked: null }
}

/** Width and height as a browser shows a file. Throws where it cannot show it. */
async function sizeOf(url: string): Promise<{ readonly width: number; readonly height: number }> {
  const image = new Image()
  image.src = url
  await image.decode()
  return { width: image.naturalWidth, height: image.naturalHeight }
}
