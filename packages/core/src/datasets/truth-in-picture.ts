import type { Rectangle } from '../image/picture.ts'

/**
 * Boxes cut to a picture. Those that stick out a little are usual in annotations, so that only one of which nothing is inside is wrong: null then.
 * Boxes and sizes in pixels.
 */
export function boxesWithin(
  boxes: readonly Rectangle[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Rectangle[] | null {
  const cut = boxes.map((box) => {
    const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)]
    return {
      x: left,
      y: top,
      width: Math.min(width, box.x + box.width) - left,
      height: Math.min(height, box.y + box.height) - top,
    }
  })
  return cut.length > 0 && cut.every((box) => box.width > 0 && box.height > 0) ? cut : null
}
