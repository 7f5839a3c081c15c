import { TelltaleError } from '../errors.ts'
import type { Explanation } from '../explanation/document.ts'
import { maximumPixels } from '../image/limits.ts'
import type { Rectangle } from '../image/picture.ts'
import { loadSharp } from '../image/sharp.node.ts'
import { decodeRuns } from '../regions/runs.ts'
import { shownAnswer } from '../render/shown-answer.ts'
import { sha256 } from '../sha256.ts'
import { drawThumbnail, frameInSquare, type Thumbnail } from './thumbnail.ts'

/**
 * Draws what the model saw of a picture, `side` pixels square, with the answer of an explanation in colour. `file` are the bytes of the picture that
 * was explained: throws PICTURE_UNREADABLE for others, and DOCUMENT_INVALID where the region map is broken.
 */
export async function renderThumbnail(file: Uint8Array, { body }: Explanation, side: number): Promise<Thumbnail> {
  await requireSameFile(file, body)
  const { frame } = body.picture
  const regions = decodeRuns(body.regions.runs, frame.width, frame.height, body.regions.count, body.regions.kind)
  const place = frameInSquare(frame, side)
  const box = boxWithin(frame.source, body.picture)
  const at = placeOfBox(box, frame.source, place)
  const rgb = await readPart(file, box, at)
  const selected = new Set(shownAnswer(body)?.regions)
  return drawThumbnail({ width: at.width, height: at.height, rgb }, at, place, regions, selected, side)
}

async function requireSameFile(file: Uint8Array, { picture }: Explanation['body']): Promise<void> {
  const found = await sha256(file)
  if (found === picture.sha256.file) return
  throw new TelltaleError(
    'PICTURE_UNREADABLE',
    `"${picture.name}" cannot be drawn: the file is another one than the document explains.`,
    'Put the picture back, or explain this one.',
    { file: picture.name, value: found, limit: picture.sha256.file },
  )
}

/** The part of the frame's box that the picture has, in whole pixels: where a frame was padded, its box reaches further. */
function boxWithin(source: Rectangle, picture: { readonly width: number; readonly height: number }): Rectangle {
  const x = Math.min(picture.width - 1, Math.max(0, Math.round(source.x)))
  const y = Math.min(picture.height - 1, Math.max(0, Math.round(source.y)))
  const right = Math.min(picture.width, Math.max(x + 1, Math.round(source.x + source.width)))
  const bottom = Math.min(picture.height, Math.max(y + 1, Math.round(source.y + source.height)))
  return { x, y, width: right - x, height: bottom - y }
}

/** Where a box of the picture lies when the frame's whole box is drawn at `place`; whole pixels inside it. */
function placeOfBox(box: Rectangle, source: Rectangle, place: Rectangle): Rectangle {
  const [left, width] = spanOf(box.x - source.x, box.width, place.width / source.width, place.width)
  const [top, height] = spanOf(box.y - source.y, box.height, place.height / source.height, place.height)
  return { x: place.x + left, y: place.y + top, width, height }
}

function spanOf(from: number, length: number, scale: number, limit: number): readonly [start: number, length: number] {
  const start = Math.min(limit - 1, Math.max(0, Math.round(from * scale)))
  const end = Math.min(limit, Math.max(start + 1, Math.round((from + length) * scale)))
  return [start, end - start]
}

async function readPart(file: Uint8Array, box: Rectangle, { width, height }: Rectangle): Promise<Uint8Array> {
  const open = await loadSharp()
  try {
    return await open(file, { ignoreIcc: true, limitInputPixels: maximumPixels })
      .autoOrient()
      .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
      .resize(width, height, { fit: 'fill' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer()
  } catch (cause) {
    throw new TelltaleError(
      'PICTURE_UNREADABLE',
      `The picture cannot be drawn: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Save or download the picture again.',
      {},
      cause,
    )
  }
}
