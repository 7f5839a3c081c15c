import type { Frame } from '../../model/classifier.ts'
import type { MetricContext, Truth } from '../metric.ts'

/** The object in pixels of the frame: 1 = object. */
export interface ObjectPixels {
  readonly mask: Uint8Array
  readonly count: number
  /** Share of the frame: what a map reaches that knows nothing. */
  readonly share: number
}

/** The object as its mask says, or its boxes where there is no mask; in words why there is none. */
export function objectPixels({ truth, frame }: Pick<MetricContext, 'truth' | 'frame'>): ObjectPixels | string {
  if (!truth || (!truth.mask && !truth.boxes)) return 'nobody said where the object is'
  const mask = truth.mask ? truth.mask.map((value) => (value === 0 ? 0 : 1)) : pixelsInBoxes(truth.boxes ?? [], frame)
  if (mask.length !== frame.width * frame.height) return 'the mask of the object has another size than the frame'
  const count = mask.reduce((sum, bit) => sum + bit, 0)
  if (count === 0) return 'no pixel of the frame belongs to the object'
  return { mask, count, share: count / mask.length }
}

/** Pixels whose middle lies in one of the boxes. */
function pixelsInBoxes(boxes: NonNullable<Truth['boxes']>, { width, height }: Pick<Frame, 'width' | 'height'>): Uint8Array {
  const mask = new Uint8Array(width * height)
  for (const box of boxes) {
    const [left, right] = middlesWithin(box.x, box.width, width)
    const [top, bottom] = middlesWithin(box.y, box.height, height)
    for (let y = top; y < bottom; y++) mask.fill(1, y * width + left, y * width + Math.max(left, right))
  }
  return mask
}

/** The first pixel whose middle lies in a span, and the first one behind it. */
function middlesWithin(from: number, length: number, size: number): readonly [number, number] {
  const first = (place: number): number => Math.min(size, Math.max(0, Math.ceil(place - 0.5)))
  return [first(from), first(from + length)]
}
