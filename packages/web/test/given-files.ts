import { grid49, type TinyModel } from '@telltale/core/testing'
import type { Page } from 'playwright'

/** A file that a test hands to the page. */
export interface TestFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

export function fileOf(name: string, bytes: Uint8Array | string, mimeType = 'application/octet-stream'): TestFile {
  return { name, mimeType, buffer: Buffer.from(bytes) }
}

/** A tiny model and how its pictures are prepared, as two files side by side. */
export function tinyFiles({ model, preprocess }: TinyModel = grid49(), labels = ['thing', 'nothing']): TestFile[] {
  const telltale = JSON.stringify({ name: 'tiny', preprocess, labels })
  return [fileOf('tiny.onnx', model), fileOf('telltale.json', telltale, 'application/json')]
}

export async function givePicture(page: Page, ...files: readonly (TestFile | string)[]): Promise<void> {
  await page.getByLabel('Picture file').setInputFiles(files as TestFile[])
}

/** Opens the model panel and gives it files. */
export async function giveModel(page: Page, files: TestFile[]): Promise<void> {
  const chip = page.locator('.model-chip')
  if ((await chip.getAttribute('aria-expanded')) === 'false') await chip.click()
  await page.getByLabel('Model file').setInputFiles(files)
}

/** The page with the tiny model opened and the example's picture shown to it. */
export async function openTiny(page: Page, files = tinyFiles()): Promise<void> {
  await giveModel(page, files)
  await page.getByRole('button', { name: 'Explain it' }).waitFor()
}

/** What the first element of a kind says, with plain spaces. */
export async function said(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').replaceAll('\u00a0', ' ').trim()
}

/** Puts another method beside what is explained: the list of methods comes when it is asked for. */
export async function compareWith(page: Page, method: string): Promise<void> {
  const ask = page.getByRole('button', { name: 'Compare with …' })
  const menu = page.getByLabel('Compare with')
  await ask.or(menu).first().waitFor()
  if (await ask.isVisible()) {
    await ask.click()
    // The keyboard goes on where the button was.
    await page.waitForFunction(() => document.activeElement?.tagName === 'SELECT')
  }
  await menu.selectOption(method)
}
