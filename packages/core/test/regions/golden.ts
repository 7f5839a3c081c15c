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
