import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { built } from './open-page.ts'

const kilobytes = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, name)), { level: 9 }).byteLength, 0) / 1000

const assets = readdirSync(join(built, 'assets')).map((name) => join('assets', name))
const html = readFileSync(join(built, 'index.html'), 'utf8')

test('the first paint weighs at most 60 kB', () => {
  const entry = assets.filter((name) => html.includes(name))
  const hero = assets.filter((name) => /\/example-.*\.webp$/.test(name))
  expect(entry.length).toBeGreaterThanOrEqual(2)
  expect(hero).toHaveLength(1)
  expect(kilobytes(['index.html', 'icon.svg', ...entry, ...hero])).toBeLessThanOrEqual(60)
})

test('everything but the runtime’s wasm, the model and the sample photographs weighs at most 300 kB', () => {
  const rest = assets.filter((name) => !/ort-wasm.*\.wasm$|\.onnx$|\.jpg$|asyncify/.test(name))
  expect(kilobytes(['index.html', 'icon.svg', 'service-worker.js', ...rest])).toBeLessThanOrEqual(300)
})
