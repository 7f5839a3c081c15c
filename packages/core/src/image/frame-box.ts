import type { Rectangle } from './picture.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Whether two things have the same width and height. */
export function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height
}

/**
 * The part of a map that a frame shows, in pixels of the map. A map of the frame's size, or of neither size, covers the frame; one of
 * the picture's size covers the picture, of which the frame shows the box `source`.
 */
export function boxOfFrame(map: Size, frame: Size & { readonly source: Rectangle }, picture: Size): Rectangle {
  if (isSameSize(map, picture) && !isSameSize(map, frame)) return frame.source
  return { x: 0, y: 0, width: map.width, height: map.height }
}
