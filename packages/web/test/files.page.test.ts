import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convReluPoolGemm, withNanLogits, withoutGraph, withTwoOutputs } from '@telltale/core/testing'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeModel } from '../../core/src/graph/write-model.ts'
import { externalModel } from '../../core/test/graph/external-model.ts'
import { fileOf, giveModel, givePicture, openTiny, said, tinyFiles } from './given-files.ts'
import { samples, servePage } from './open-page.ts'

const { open } = servePage()
const photograph = () => sharp(join(samples, 'coffee.jpg'))

/** The page with the tiny model, given one picture and its explanation awaited. */
async function explained(name: string, bytes: Uint8Array) {
  const page = await open()
  await openTiny(page)
  await givePicture(page, fileOf(name, bytes, 'image/*'))
  await page.locator('.answer h2').waitFor()
  return page
}

describe('pictures', () => {
  test('a JPEG that lies on its side stands upright', async () => {
    const bytes = await photograph().resize(120, 80, { fit: 'fill' }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const page = await explained('turned.jpg', bytes)
    expect(await page.locator('svg.hero').getAttribute('viewBox')).toBe('0 0 80 120')
  })

  test('a PNG with alpha is explained, and the loss said', async () => {
    const bytes = await photograph().resize(64, 64).ensureAlpha(0.5).png().toBuffer()
    const page = await explained('clear.png', bytes)
    expect(await said(page, '.trust .warnings')).toMatch(/transparen|alpha/i)
  })

  test('a WebP is explained', async () => {
    const page = await explained('cup.webp', await photograph().resize(90, 60).webp().toBuffer())
    expect(await page.locator('svg.hero').getAttribute('viewBox')).toBe('0 0 90 60')
  })

  test('a photograph of 20 megapixels is explained', async () => {
    const page = await explained('large.jpg', await photograph().resize(5472, 3648, { fit: 'fill' }).jpeg().toBuffer())
    expect(await page.locator('svg.hero').getAttribute('viewBox')).toBe('0 0 5472 3648')
  })

  test.each([
    ['a text called .png', 'notes.png', Buffer.from('no picture at all'), 'PICTURE_'],
    [
      'a JPEG that ends too early',
      'short.jpg',
      readFileSync(join(samples, 'coffee.jpg')).subarray(0, 20_000),
      'PICTURE_UNREADABLE',
    ],
    ['an empty file', 'empty.jpg', Buffer.alloc(0), 'PICTURE_'],
  ])('%s is refused in words, and the next picture is taken', async (_, name, bytes, code) => {
    const page = await open()
    await openTiny(page)
    await givePicture(page, fileOf(name, bytes, 'image/png'))
    await page.getByRole('alert').waitFor()
    expect(await said(page, '.problem .code')).toContain(code)
    expect(await said(page, '.problem')).toContain(name)
    await givePicture(page, join(samples, 'coffee.jpg'))
    await page.locator('.answer h2').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('a dropped file is taken like a chosen one', async () => {
    const page = await open()
    await openTiny(page)
    const data = await page.evaluateHandle(
      (encoded) => {
        const transfer = new DataTransfer()
        const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }))
        return transfer
      },
      readFileSync(join(samples, 'coffee.jpg')).toString('base64'),
    )
    await page.dispatchEvent('.page', 'drop', { dataTransfer: data })
    await page.locator('.answer h2').waitFor()
    expect(await page.locator('svg.hero').getAttribute('aria-label')).toMatch(/^dropped.jpg/)
  })
})

describe('models', () => {
  test('the card says what it is; a change of its preprocessing shows in the top classes', async () => {
    const page = await open()
    await openTiny(page, tinyFiles(convReluPoolGemm(), ['a', 'b', 'c']))
    expect(await said(page, '.model-facts')).toMatch(/^tiny: 3 classes, .* kB/)
    const before = await page.locator('.model-body .top-classes .value').allTextContents()
    await page.getByLabel('pixels').selectOption('0 to 255')
    await page.getByRole('button', { name: 'Explain it' }).waitFor()
    expect(await said(page, '.preprocess legend')).toContain('option')
    expect(await page.locator('.model-body .top-classes .value').allTextContents()).not.toEqual(before)
  })

  test('numbers that are none go back to what they were', async () => {
    const page = await open()
    await openTiny(page)
    await page.getByLabel('mean').fill('0.5 red')
    await page.getByLabel('mean').blur()
    expect(await page.getByLabel('mean').inputValue()).toBe('0 0 0')
  })

  test('two outputs are a choice', async () => {
    const page = await open()
    await giveModel(page, [fileOf('two.onnx', withTwoOutputs())])
    await page
      .getByRole('button', { name: /^Read “colour”/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Explain it' }).waitFor()
    expect(await said(page, '.model-facts')).toContain('5 classes')
    expect(await said(page, '.model-facts')).toContain('output “colour”')
  })

  test.each([
    ['no model at all', Buffer.from('no model'), 'MODEL_UNREADABLE'],
    ['a file without a graph', withoutGraph(), 'MODEL_UNREADABLE'],
    ['a model that gives no numbers', withNanLogits(), 'MODEL_NOT_FINITE'],
  ])('%s is refused in words, and the built-in one can be had again', async (_, bytes, code) => {
    const page = await open()
    await giveModel(page, [fileOf('broken.onnx', bytes)])
    await page.getByRole('alert').first().waitFor()
    expect(await said(page, '.problem .code')).toBe(code)
    await page.getByRole('button', { name: 'Use the built-in model again' }).click()
    await page.getByRole('button', { name: 'Explain it' }).waitFor()
  })

  test('a folder as on the hub gives labels and preprocessing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'telltale-page-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { model } = convReluPoolGemm()
    mkdirSync(join(folder, 'net', 'onnx'), { recursive: true })
    writeFileSync(join(folder, 'net', 'onnx', 'model.onnx'), model)
    writeFileSync(join(folder, 'net', 'config.json'), JSON.stringify({ id2label: { 0: 'red', 1: 'green', 2: 'blue' } }))
    const preprocessor = {
      do_resize: true,
      size: { height: 8, width: 8 },
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
    }
    writeFileSync(join(folder, 'net', 'preprocessor_config.json'), JSON.stringify(preprocessor))
    const page = await open()
    await page.locator('.model-chip').click()
    await page.getByLabel('Model folder').setInputFiles(join(folder, 'net'))
    await page.getByRole('button', { name: 'Explain it' }).waitFor()
    expect(await said(page, '.model-facts')).toMatch(/^net: 3 classes/)
    expect(await said(page, '.preprocess legend')).toContain('preprocessor_config.json')
    expect(await page.getByLabel('mean').inputValue()).toBe('0.5 0.5 0.5')
    expect((await page.locator('.column .top-classes .name').allTextContents()).toSorted()).toEqual(['blue', 'green', 'red'])
  })

  test('weights in a file of their own are found beside the model, and named where they are missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'telltale-page-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const preprocess = { resize: 'exact', size: [2, 2], crop: null }
    writeFileSync(join(folder, 'model.onnx'), writeModel(externalModel('w.bin')))
    writeFileSync(join(folder, 'telltale.json'), JSON.stringify({ name: 'outside', preprocess }))
    const page = await open()
    await page.locator('.model-chip').click()
    await page.getByLabel('Model folder').setInputFiles(folder)
    await page.getByRole('alert').first().waitFor()
    expect(await said(page, '.problem')).toContain('w.bin')
    writeFileSync(join(folder, 'w.bin'), new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer))
    await page.getByLabel('Model folder').setInputFiles(folder)
    await page.getByRole('button', { name: 'Explain it' }).waitFor()
    expect(await said(page, '.model-facts')).toMatch(/^outside: 4 classes/)
  })
})
