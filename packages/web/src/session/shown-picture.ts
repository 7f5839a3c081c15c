import type { Looked } from '../worker/protocol.ts'

/** The picture on the page. */
export interface ShownPicture {
  readonly name: string
  /** What an image element draws; upright. */
  readonly url: string
  readonly width: number
  readonly height: number
  /** What the model said of it; null until it was shown to it. */
  readonly looked: Looked | null
}

/** Width and height as a browser shows a file. Throws where it cannot show it. */
export async function sizeOf(url: string): Promise<{ readonly width: number; readonly height: number }> {
  const image = new Image()
  image.src = url
  await image.decode()
  return { width: image.naturalWidth, height: image.naturalHeight }
}
