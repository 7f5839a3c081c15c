import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePng, readPicture } from '@telltale/core'
import { samplePictures } from '../samples.mjs'

/** Writes so many different pictures into a folder: the samples in turn, each time a little darker. */
export async function writePictures(folder, count) {
  mkdirSync(folder, { recursive: true })
  const samples = await Promise.all(samplePictures().map(({ path }) => readPicture(path)))
  for (let index = 0; index < count; index++) {
    const { width, height, rgb, name } = samples[index % samples.length]
    const darker = Math.floor(index / samples.length)
    const bytes = await encodePng({ width, height, rgb: rgb.map((level) => Math.max(0, level - darker)) })
    writeFileSync(join(folder, `${String(index).padStart(5, '0')}-${name.replace(/\.\w+$/, '')}.png`), bytes)
  }
}
