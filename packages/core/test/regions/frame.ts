import type { Frame } from '../../src/model/classifier.ts'

/** A grey frame that shows a whole picture of its own size, or the given box of a larger one. */
export function frame(width: number, height: number, source = { x: 0, y: 0, width, height }): Frame {
  return { width, height, rgb: new Uint8Array(3 * width * height).fill(128), source }
}
