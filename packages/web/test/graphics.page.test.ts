import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { compareWith, openTiny, said } from './given-files.ts'
import { servePage } from './open-page.ts'

describe('where there is no graphics processor', () => {
  const { open } = servePage()

  test('WebAssembly computes, and the page says why', async () => {
    const page = await open()
    await openTiny(page)
    expect(await said(page, '.backend p')).toMatch(/^WebAssembly computes\. .*(WebGPU|adapter)/)
  })

  test('one that is asked for is refused in words, and the page goes on without it', async () => {
    const page = await open()
    await openTiny(page)
    await page.getByLabel('Computed by').selectOption('webgpu')
    await page.getByRole('alert').first().waitFor()
    expect(await said(page, '.problem .code')).toBe('BACKEND_UNAVAILABLE')
    await page.getByLabel('Computed by').selectOption('wasm')
    await page.getByRole('button', { name: 'Explain it' }).click()
    await page.locator('.answer h2').waitFor()
  })
})

describe('on a graphics processor made of software', () => {
  const { open } = servePage(['--enable-unsafe-webgpu'])

  test('it is not taken unasked', async () => {
    const page = await open()
    await openTiny(page)
    expect(await said(page, '.backend p')).toMatch(/^WebAssembly computes\. .*software/)
  })

  test('it explains when it is asked for, and says what it is', async () => {
    const page = await open()
    await openTiny(page)
    await page.getByLabel('Computed by').selectOption('webgpu')
    await page.getByRole('button', { name: 'Explain it', disabled: false }).waitFor()
    await page.getByText('because it was asked for').waitFor()
    expect(await said(page, '.backend p')).toContain('software')
    await page.getByRole('button', { name: 'Explain it' }).click()
    await page.locator('.answer h2').waitFor()
    await page.getByText('How far to trust it').first().waitFor()
    expect(await page.locator('.more').first().textContent()).toContain('webgpu')
  })

  test('when it is lost in the middle, the page says so and goes on', async () => {
    const page = await open({ isQuiet: false })
    await openTiny(page)
    await page.getByLabel('Computed by').selectOption('webgpu')
    await page.getByText('because it was asked for').waitFor()
    await page.getByRole('button', { name: 'Explain it' }).click()
    await page.locator('.answer h2').waitFor()
    // Thousands of forwards, so that there is time to lose it.
    await compareWith(page, 'rise')
    await page.getByRole('heading', { name: 'Searching' }).waitFor()
    await loseGraphics(page)
    await page.getByRole('alert').waitFor({ timeout: 30_000 })
    expect(await said(page, '.problem .code')).toBe('BACKEND_LOST')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: /why not\?/ }).click()
    await page.waitForFunction(() => document.querySelectorAll('.answer h2').length === 2)
  })
})

/** Ends the browser's process that computes graphics. */
async function loseGraphics(page: Page): Promise<void> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  await session.send('Browser.crashGpuProcess')
}
