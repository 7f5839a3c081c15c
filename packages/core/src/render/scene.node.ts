import type { Explanation } from '../explanation/document.ts'
import { encodePng } from '../image/encode.node.ts'
import type { Picture } from '../image/picture.ts'
import { resolveBaseline } from '../image/resolve-baseline.ts'
import { frameOf } from '../model/frame.ts'
import { decodeRuns } from '../regions/runs.ts'
import type { Pixels } from './dim-picture.ts'
import { loadTypefaces } from './font.node.ts'
import type { Scene } from './overlay-images.ts'
import { checkSamePicture } from './same-picture.ts'
import { createTextPainter } from './text.ts'
import { type ThemeName, themeOf } from './theme.ts'

export interface SceneOptions {
  /** `light` unless told. */
  readonly theme?: ThemeName
  /** Interleaved RGB of the frame's size; needed only when the document's baseline is a picture. */
  readonly baselinePicture?: Uint8Array
}

/** Makes again what the document was measured on. Throws DOCUMENT_INVALID for another picture than the one explained. */
export async function openScene(picture: Picture, { body }: Explanation, options: SceneOptions): Promise<Scene> {
  checkSamePicture(picture, body)
  const frame = frameOf(picture, body.model.preprocess)
  const regions = decodeRuns(body.regions.runs, frame.width, frame.height, body.regions.count, body.regions.kind)
  const baseline = resolveBaseline(body.baseline, frame, regions, options.baselinePicture)
  const drawing = { painter: createTextPainter(await loadTypefaces()), theme: themeOf(options.theme ?? 'light') }
  return { picture, frame: frame.rgb, baseline, regions, drawing }
}

/** Pixels as a `data:` address; null where there is nothing to show. */
export async function toAddress<P extends Pixels | null>(pixels: P): Promise<P extends null ? string | null : string>
export async function toAddress(pixels: Pixels | null): Promise<string | null> {
  return pixels && `data:image/png;base64,${Buffer.from(await encodePng(pixels)).toString('base64')}`
}
