import { TelltaleError } from '../../errors.ts'
import { isSameSize } from '../../image/frame-box.ts'
import type { Picture, Rectangle } from '../../image/picture.ts'
import type { Frame } from '../../model/classifier.ts'
import type { Truth } from '../metric.ts'

/** Where the object is, as people draw it: on the picture as it was before the model's resize and crop. */
export interface TruthInPicture {
  /** One byte per pixel, row-major, of the picture's size or of the frame's; not 0 = object. */
  readonly mask?: { readonly width: number; readonly height: number; readonly values: Uint8Array }
  /** In pixels of the picture; fractions are allowed. */
  readonly boxes?: readonly Rectangle[]
}

/**
 * The same in pixels of the frame: masks by the nearest pixel, boxes cut at the border of the frame, those that lie outside left out. What the
 * frame shows beyond the picture is no object. Throws USAGE_PARAMETER for a mask of another size.
 */
export function truthInFrame(
  { mask, boxes }: TruthInPicture,
  frame: Frame,
  picture: Pick<Picture, 'width' | 'height' | 'name'>,
): Truth {
  return {
    ...(mask && { mask: isSameSize(mask, frame) && !isSameSize(mask, picture) ? mask.values : cutMask(mask, frame, picture) }),
    ...(boxes && { boxes: boxes.map((box) => cutBox(box, frame)).filter(({ width, height }) => width > 0 && height > 0) }),
  }
}

type PictureMask = NonNullable<TruthInPicture['mask']>

function cutMask({ width, height, values }: PictureMask, frame: Frame, picture: Pick<Picture, 'width' | 'height' | 'name'>) {
  if (!isSameSize({ width, height }, picture) || values.length !== width * height) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The mask of the object has ${values.length} pixels (${width}x${height}) where "${picture.name}" has ${picture.width}x${picture.height}.`,
      'Give a mask of the size of the picture, or of the frame that the model sees.',
      { value: `${width}x${height}`, limit: `${picture.width}x${picture.height}` },
    )
  }
  const { source } = frame
  const columns = Array.from({ length: frame.width }, (_, x) => Math.floor(source.x + ((x + 0.5) * source.width) / frame.width))
  const cut = new Uint8Array(frame.width * frame.height)
  for (let y = 0, out = 0; y < frame.height; y++) {
    const row = Math.floor(source.y + ((y + 0.5) * source.height) / frame.height)
    for (const column of columns) {
      const isInside = row >= 0 && row < height && column >= 0 && column < width
      cut[out++] = isInside && values[row * width + column] !== 0 ? 1 : 0
    }
  }
  return cut
}

function cutBox({ x, y, width, height }: Rectangle, { source, ...frame }: Frame): Rectangle {
  const [left, right] = span(x, width, source.x, frame.width / source.width, frame.width)
  const [top, bottom] = span(y, height, source.y, frame.height / source.height, frame.height)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** From where to where something reaches on an axis of the frame. */
function span(from: number, length: number, start: number, scale: number, size: number): readonly [number, number] {
  const within = (place: number): number => Math.min(size, Math.max(0, (place - start) * scale))
  return [within(from), within(from + length)]
}
