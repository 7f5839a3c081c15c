import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { openTiny, said } from './given-files.ts'
import { servePage } from './open-page.ts'

const { open } = servePage()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, as "rule: where". */
async function flawsOf(page: Page): Promise<readonly string[]> {
  // As the debugger does it: the page's own policy lets no script in.
  await page.evaluate(axe)
  return await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  })
}

describe('what is there before anything is computed', () => {
  test('an explained picture with its answer, and a scrubber that moves by keyboard', async () => {
    const page = await open()
    expect(await said(page, '.answer h2')).toMatch(/^giant panda 97/)
    expect(await said(page, '.live-score .value')).toBe('73 %')
    await page.getByRole('slider').focus()
    await page.keyboard.press('End')
    expect(await said(page, '.live-score .value')).toBe('97 %')
    expect(await said(page, 'figcaption')).toMatch(/^The first 49 of 49 regions shown/)
    await page.keyboard.press('Home')
    expect(await said(page, '.live-score .value')).toBe('under 1 %')
  })

  test('a region is named under the pointer, and kept by a click', async () => {
    const page = await open()
    const hero = page.locator('svg.hero')
    await hero.hover({ position: { x: 330, y: 220 } })
    expect(await said(page, 'figcaption')).toMatch(/^Region \d+: number \d+ in the order, [+−]\d/)
    await hero.click({ position: { x: 330, y: 220 } })
    await page.mouse.move(5, 5)
    expect(await said(page, 'figcaption')).toMatch(/^Region/)
    await hero.press('Escape')
    await page.getByText('Only these 6 of 49 regions').waitFor()
  })

  test('the runtime and the model are not fetched', async () => {
    const page = await open()
    const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(fetched.filter((name) => /\.(wasm|onnx)$|worker-/.test(name))).toEqual([])
  })

  test('nothing moves while it comes up', async () => {
    const page = await open()
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(sum), 500)
        }),
    )
    expect(shift).toBeLessThan(0.02)
  })
})

describe('for everybody', () => {
  test.each(['light', 'dark'] as const)('axe finds nothing in the example, %s', async (colorScheme) => {
    expect(await flawsOf(await open({ colorScheme }))).toEqual([])
  })

  test('axe finds nothing on a phone', async () => {
    expect(await flawsOf(await open({ viewport: { width: 390, height: 844 } }))).toEqual([])
  })

  test('axe finds nothing in the other part of the page', async () => {
    const page = await open()
    await page.getByRole('tab', { name: 'This machine' }).click()
    expect(await flawsOf(page)).toEqual([])
  })

  test.each(['light', 'dark'] as const)(
    'axe finds nothing with a model of one’s own, before and after explaining, %s',
    async (colorScheme) => {
      const page = await open({ colorScheme })
      await openTiny(page)
      expect(await flawsOf(page)).toEqual([])
      await page.getByRole('button', { name: 'Explain it' }).click()
      await page.locator('.answer h2').waitFor()
      expect(await flawsOf(page)).toEqual([])
    },
  )
})
