// How long a person waits in the page: until the picture was looked at, the first partial overlay, and the answer; beside the same run in Node on
// the same runtime. CHROMIUM names another browser than /usr/bin/chromium. One cold visit of headless Chromium on one sample picture; the ratio is the page's explanation by Node's.
import { fileURLToPath } from 'node:url'
import { explain, hashBody, openModel, readExplanation, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { chromium } from 'playwright'
import { serveFolder } from '../packages/cli/dist/serving/serve-folder.js'
import { machine, table } from './samples.mjs'

const sample = { name: 'dog.jpg', title: 'German shepherd' }

export async function run() {
  const page = await runInPage()
  const node = await runInNode(page.threads)
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1)
  const rows = [
    ['', 'seconds'],
    ['runtime and model loaded, picture looked at', seconds(page.looked)],
    ['first partial overlay, from there', seconds(page.partial - page.looked)],
    ['whole explanation, from there', seconds(page.done - page.looked)],
    ['the explanation itself in the page', seconds(page.explaining)],
    ['the same in Node on the same runtime', seconds(node.explaining)],
  ]
  process.stdout.write(`${machine()}\n${table(rows)}\n`)
  process.stdout.write(`page / Node: ${(page.explaining / node.explaining).toFixed(2)} (aim: at most 1.3)\n`)
  process.stdout.write(
    `same body: ${page.hash === node.hash ? 'yes' : 'no'}, longest task of the page's own thread while it explains: ${page.longest.toFixed(0)} ms\n`,
  )
}

async function runInPage() {
  const server = await serveFolder(fileURLToPath(new URL('../packages/web/dist', import.meta.url)), 0)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.goto(server.address)
    await page.evaluate(() => {
      globalThis.longest = 0
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration)
      }).observe({ type: 'longtask', buffered: true })
    })
    const start = performance.now()
    const after = async (selector) => {
      await page.waitForSelector(selector, { timeout: 600_000 })
      return performance.now() - start
    }
    await page.getByRole('button', { name: sample.title }).click()
    const looked = await after('[aria-busy=true] .top-classes')
    // What the first paint took is no part of explaining.
    await page.evaluate(() => {
      globalThis.longest = 0
    })
    const partial = await after('[aria-busy=true] svg.hero')
    const done = await after('.answer h2')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save JSON' }).click()
    const document = readExplanation(await textOf(await (await download).createReadStream()))
    const longest = await page.evaluate(() => globalThis.longest)
    return { looked, partial, done, longest, ...(await factsOf(document)), threads: document.body.threads }
  } finally {
    await browser.close()
    await server.close()
  }
}

async function runInNode(threads) {
  const model = await openModel(defaultModel, { runtime: 'onnxruntime-web', threads })
  const picture = await readPicture(new URL(`../models/default/samples/${sample.name}`, import.meta.url))
  const document = await explain(model, picture)
  await model.dispose()
  return await factsOf(document)
}

async function factsOf({ body, run }) {
  return { explaining: run.milliseconds.total, hash: await hashBody(body) }
}

async function textOf(stream) {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
