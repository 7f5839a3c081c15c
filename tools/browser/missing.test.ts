import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findChromium, mend } from './find-chromium.ts'

const packages = fileURLToPath(new URL('../../packages', import.meta.url))
const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.(browser|page)\.test\.ts$/.test(file) && !file.includes('node_modules'),
)

// Stands in for the tests of a browser on a machine that has none.
test.skipIf(process.env['REQUIRE_BROWSER'] !== '1').each(files)(`packages/%s needs Chromium: ${mend}`, () => {
  expect(findChromium()).not.toBeNull()
})
