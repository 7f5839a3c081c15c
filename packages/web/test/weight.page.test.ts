import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { givePicture, openTiny } from './given-files.ts'
import { built, samples, servePage } from './open-page.ts'

const { open, address } = servePage()

const kilobytes = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(built, name)), { level: 9 }).byteLength, 0) / 1000

test('the first paint weighs at most 60 kB: page, style, script and the picture', () => {
  const html = readFileSync(join(built, 'index.html'), 'utf8')
  const assets = readdirSync(join(built, 'assets')).map((name) => join('assets', name))
  const entry = assets.filter((name) => html.includes(name))
  const hero = assets.filter((name) => /\/example-.*\.webp$/.test(name))
  expect(entry.length).toBeGreaterThanOrEqual(2)
  expect(hero).toHaveLength(1)
  expect(kilobytes(['index.html', 'icon.svg', ...entry, ...hero])).toBeLessThanOrEqual(60)
})

/** Everything that a visit with one picture needs, but for the two large files. */
const limit = 300

test(`explaining a JPEG fetches at most ${limit} kB besides the runtime's wasm and the model`, async () => {
  const page = await open()
  const fetched = new Set<string>()
  page.context().on('request', (request) => {
    if (request.url().startsWith(address())) fetched.add(new URL(request.url()).pathname)
  })
  await page.reload()
  await openTiny(page)
  await givePicture(page, join(samples, 'coffee.jpg'))
  await page.locator('.answer h2').waitFor()
  const counted = [...fetched]
    .filter((name) => !/ort-wasm.*\.wasm$|\.jpg$/.test(name))
    .map((name) => (name === '/' ? 'index.html' : name))
  expect(counted.some((name) => name.includes('worker'))).toBe(true)
  expect(kilobytes(counted)).toBeLessThanOrEqual(limit)
})
