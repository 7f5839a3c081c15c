// Takes pictures of every state of the built page, in both themes and at three widths, for docs/page: node packages/web/draw-states.mjs [documents of
// dog.jpg ...]. The documents, as `telltale explain dog.jpg --method submodular,rise --save json` writes them, stand side by side in one of the states.
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { withTwoOutputs } from '@telltale/core/testing'
import { chromium } from 'playwright'
import sharp from 'sharp'
import { serveFolder } from '../cli/dist/serving/serve-folder.js'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const samples = here('../../models/default/samples/')
const documents = process.argv.slice(2)
const picture = (page, ...files) => page.getByLabel('Picture file').setInputFiles(files)
const two = { name: 'two.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(withTwoOutputs()) }

/** What a person does, step by step; each step ends in a state. */
const journeys = [
  [
    ['example', async () => undefined],
    ['scrubbing', async (page) => await page.getByRole('slider').fill('12')],
  ],
  [
    [
      'working',
      async (page) => {
        await picture(page, `${samples}dog.jpg`)
        await page.waitForSelector('[aria-busy=true] svg.hero', { timeout: 300_000 })
      },
    ],
    [
      'stopped',
      async (page) => {
        await page.getByRole('button', { name: 'Stop, keep what there is' }).click()
        await page.getByRole('heading', { name: 'Stopped' }).waitFor({ timeout: 60_000 })
      },
    ],
  ],
  [
    [
      'choice',
      async (page) => {
        await page.getByRole('button', { name: /^Model/ }).click()
        await page.getByLabel('Model file').setInputFiles([two])
        await page
          .getByRole('button', { name: /^Read “colour”/ })
          .first()
          .waitFor({ timeout: 60_000 })
      },
    ],
    [
      'model',
      async (page) => {
        await page
          .getByRole('button', { name: /^Read “colour”/ })
          .first()
          .click()
        await page.getByRole('button', { name: 'Explain it' }).waitFor({ timeout: 60_000 })
      },
    ],
    [
      'refused',
      async (page) => {
        await page.getByRole('button', { name: /^Model/ }).click()
        await picture(page, { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') })
        await page.getByRole('alert').waitFor({ timeout: 60_000 })
      },
    ],
  ],
  [
    [
      'machine',
      async (page) => {
        await page.getByRole('tab', { name: 'This machine' }).click()
        await page.getByRole('button', { name: 'Try everything' }).click()
        await page.waitForSelector('.machine table', { timeout: 120_000 })
      },
    ],
  ],
  documents.length === 0
    ? []
    : [
        [
          'without-picture',
          async (page) => {
            await picture(page, documents[0])
            await page.getByText('came without its picture').waitFor()
          },
        ],
        [
          'compare',
          async (page) => {
            for (const document of [`${samples}dog.jpg`, ...documents.slice(1)]) {
              await picture(page, document)
              await page.waitForTimeout(1500)
            }
          },
        ],
      ],
]

const folder = here('../../docs/page/')
await mkdir(folder, { recursive: true })
const server = await serveFolder(here('dist'), 0)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const journey of journeys) {
  const shots = new Map(journey.map(([name]) => [name, []]))
  for (const width of [1440, 820, 390]) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' })
      await page.goto(server.address)
      await page.waitForTimeout(500)
      for (const [name, step] of journey) {
        await step(page)
        await page.waitForTimeout(300)
        shots.get(name).push(await page.screenshot({ fullPage: true }))
      }
      await page.context().close()
    }
  }
  for (const [name, pictures] of shots) await sheet(pictures, `${folder}${name}.webp`)
  process.stderr.write(`${[...shots.keys()].join(', ')}\n`)
}
await browser.close()
await server.close()

/** All pictures of a state side by side, half as large. */
async function sheet(shots, file) {
  const gap = 16
  const parts = await Promise.all(
    shots.map(async (shot) => {
      const { width, height } = await sharp(shot).metadata()
      return {
        input: await sharp(shot)
          .resize(Math.round(width / 2))
          .toBuffer(),
        width: Math.round(width / 2),
        height: Math.round(height / 2),
      }
    }),
  )
  const left = parts.map((_, index) => parts.slice(0, index).reduce((sum, { width }) => sum + width + gap, gap))
  await sharp({
    create: {
      width: parts.reduce((sum, { width }) => sum + width + gap, gap),
      height: Math.max(...parts.map(({ height }) => height)) + 2 * gap,
      channels: 3,
      background: '#8a8f94',
    },
  })
    .composite(parts.map(({ input }, index) => ({ input, left: left[index], top: gap })))
    .webp({ quality: 72, effort: 5 })
    .toFile(file)
}
