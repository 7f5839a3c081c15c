import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Pixels } from '../../src/image/pixels.ts'

const folder = new URL('../fixtures/golden-regions/', import.meta.url)

/** The picture of that name, pixel for pixel. */
export async function goldenPicture(name: string): Promise<Pixels> {
  const { data, info } = await sharp(fileURLToPath(new URL(`${name}.png`, folder)))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) }
}

/** The labels that OpenCV 5.0.0 gave it. */
export async function goldenLabels(name: string): Promise<Uint16Array> {
  const data = await sharp(fileURLToPath(new URL(`${name}.png`, folder)))
    .extractChannel(0)
    .raw()
    .toBuffer()
  return Uint16Array.from(data)
}

/** How many pixels have another label. */
export function countDifferences(a: Uint16Array, b: Uint16Array): number {
  return a.reduce((count, label, i) => count + (label === b[i] ? 0 : 1), Math.abs(a.length - b.length))
}

/** A synthetic picture of any size: bright bent ripples, the same in any language. */
export function ripples(width: number, height: number): Pixels {
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, k) => {
    const [c, x, y] = [k % 3, Math.floor(k / 3) % width, Math.floor(k / 3 / width)]
    return 190 + ((Math.floor((x * x * (c + 1) + y * y * (3 - c)) / 400) + Math.floor((x * y) / (50 + c))) % 64)
  })
  return { width, height, rgb }
}
