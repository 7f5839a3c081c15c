import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readExplanation } from '@telltale/core'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { compareWith, fileOf, givePicture, openTiny, said } from './given-files.ts'
import { samples, servePage } from './open-page.ts'

const { open } = servePage()
const panda = join(samples, 'panda.jpg')

/** What a click saves, as text. */
async function saved(page: Page, name: string): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name }).first().click()
  const file = await download
  return { file: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

async function explainTiny(page: Page): Promise<void> {
  await openTiny(page)
  await page.getByRole('button', { name: 'Explain it' }).click()
  await page.locator('.answer h2').waitFor()
}

describe('explaining a picture', () => {
  test('shows what the model says before anything is explained, with the time that it will take', async () => {
    const page = await open()
    await openTiny(page)
    expect(await page.locator('.column .top-classes li').count()).toBe(2)
    expect(await said(page, '.text-side .buttons')).toMatch(/(About .*|Under a second) on this machine$/)
    expect(await page.locator('.answer').count()).toBe(0)
  })

  test('gives the answer, and the other class beside it', async () => {
    const page = await open()
    await explainTiny(page)
    await page.getByRole('button', { name: /why not\?/ }).click()
    await page.locator('.columns.count-2').waitFor()
    await page.waitForFunction(() => document.querySelectorAll('.answer h2').length === 2, null, { timeout: 150_000 })
    const titles = await page.locator('.column-title strong').allTextContents()
    expect(titles.toSorted()).toEqual(['nothing', 'thing'])
    await page.getByText('The same picture, measured the same way').waitFor()
    await page.getByRole('button', { name: /^Close nothing/ }).click()
    await page.locator('.columns.count-1').waitFor()
  })

  test('another method stands beside it on the same scrubber, with the better figure marked', async () => {
    const page = await open()
    await explainTiny(page)
    await compareWith(page, 'occlusion')
    await page.waitForFunction(() => document.querySelectorAll('.answer h2').length === 2, null, { timeout: 150_000 })
    await page.getByRole('slider').fill('3')
    const captions = await page.locator('.hero-figure figcaption').allTextContents()
    expect(captions.every((caption) => caption.startsWith('The first 3 of'))).toBe(true)
    expect(await page.locator('.compare td.best').count()).toBeGreaterThan(0)
  })

  test('the document that it saves can be opened again, with the picture before or after it', async () => {
    const page = await open()
    await openTiny(page)
    await givePicture(page, panda)
    await page.locator('.answer h2').waitFor()
    const { file, bytes } = await saved(page, 'Save JSON')
    const document = readExplanation(String(bytes), file)
    expect(document.body.picture.name).toBe('panda.jpg')
    expect(document.run.runtime).toMatch(/^onnxruntime-web/)

    const later = await open()
    await givePicture(later, fileOf(file, bytes, 'application/json'))
    await later.getByText('came without its picture').waitFor()
    await givePicture(later, panda)
    await later.locator('svg.hero').waitFor()
    expect(await later.locator('.answer h2').count()).toBe(1)
    await givePicture(later, fileOf(file, bytes, 'application/json'))
    await later.locator('svg.hero').waitFor()
    expect(await later.locator('.column').count()).toBe(1)
  })

  test('saves the picture and a page of its own', async () => {
    const page = await open()
    const png = await saved(page, 'Save PNG')
    expect(png.file).toBe('panda.submodular.388.png')
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
    const html = String((await saved(page, 'Save page')).bytes)
    expect(html).toContain('How far to trust it')
    const inside = /<script type="application\/json" id="telltale">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    expect(readExplanation(inside, 'page').body.target.class).toBe(388)
  })
})

describe('stopping', () => {
  test('while the model opens, and going on after it', async () => {
    const page = await open()
    await givePicture(page, panda)
    await page.getByRole('button', { name: 'Stop at once' }).click()
    await page.getByRole('button', { name: 'Explain it' }).waitFor()
    await explainTiny(page)
  })

  test('in the search keeps what was found; explaining again starts over', async () => {
    const page = await open()
    await openTiny(page)
    await givePicture(page, panda)
    await page.locator('.answer h2').waitFor()
    // Thousands of forwards, so that there is time to stop.
    await compareWith(page, 'rise')
    await page.getByRole('button', { name: 'Stop, keep what there is' }).click()
    await page.getByRole('heading', { name: 'Stopped' }).waitFor()
    await page.getByRole('button', { name: 'Explain again' }).click()
    await page.waitForFunction(() => document.querySelectorAll('.answer h2').length === 2, null, { timeout: 150_000 })
  })

  test('at once throws the worker away, and the next question opens it anew', async () => {
    const page = await open()
    await openTiny(page)
    await givePicture(page, panda)
    await page.locator('.answer h2').waitFor()
    await compareWith(page, 'rise')
    await page.getByRole('button', { name: 'Stop at once' }).click()
    await page.getByRole('heading', { name: 'Stopped' }).waitFor()
    await page.getByRole('button', { name: 'Explain again' }).click()
    await page.waitForFunction(() => document.querySelectorAll('.answer h2').length === 2, null, { timeout: 150_000 })
  })

  test('a new picture ends what was begun with the last one', async () => {
    const page = await open()
    await openTiny(page)
    await givePicture(page, panda)
    await page.locator('.answer h2').waitFor()
    await compareWith(page, 'rise')
    await page.getByRole('button', { name: 'Stop at once' }).waitFor()
    await givePicture(page, join(samples, 'coffee.jpg'))
    await page.locator('.solo .answer h2').waitFor()
    expect(await page.locator('svg.hero').getAttribute('aria-label')).toMatch(/^coffee.jpg/)
  })
})
