// Makes what the page shows before anything is computed: the explanation of one sample, its picture, and thumbnails of all samples. Run it again
// when the document's schema or the default search changes: node packages/web/store-example.mjs (after npm run build).
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { explain, openModel, readPicture, writeExplanation } from '@telltale/core'
import { defaultModel, samplePictures } from '@telltale/model-default'
import sharp from 'sharp'

const folder = new URL('./src/stored/', import.meta.url)
await mkdir(new URL('thumbnails/', folder), { recursive: true })

const example = samplePictures.find(({ name }) => name === 'panda.jpg')
const model = await openModel(defaultModel)
const document = await explain(model, await readPicture(example.url), { seed: 1 })
await model.dispose()

// What differs from run to run says nothing here.
const { run } = document
await writeFile(
  new URL('example.json', folder),
  writeExplanation({ ...document, run: { ...run, startedAt: '2026-01-01T00:00:00.000Z' } }),
)
await sharp(fileURLToPath(example.url))
  .webp({ quality: 52, effort: 6 })
  .toFile(fileURLToPath(new URL('example.webp', folder)))
for (const { name, url } of samplePictures) {
  const file = fileURLToPath(new URL(`thumbnails/${name.replace('.jpg', '.webp')}`, folder))
  await sharp(fileURLToPath(url)).resize(104, 78, { fit: 'cover' }).webp({ quality: 55, effort: 6 }).toFile(file)
}
