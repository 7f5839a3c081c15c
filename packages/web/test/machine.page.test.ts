import { expect, test } from 'vitest'
import { servePage } from './open-page.ts'

const { open } = servePage()

test('what works in this browser is tried and told', async () => {
  const page = await open()
  await page.getByRole('tab', { name: 'This machine' }).click()
  await page.getByRole('button', { name: 'Try everything' }).click()
  const rows = page.locator('.machine tbody tr')
  await rows.first().waitFor()
  const told = await rows.evaluateAll((found) =>
    found.map((row) => [...row.children].slice(0, 2).map(({ textContent }) => textContent)),
  )
  expect(told).toEqual([
    ['Kernels: wasm-simd', 'yes'],
    ['Kernels: wasm', 'yes'],
    ['Kernels: webgpu', 'no'],
    ['Inference: onnxruntime-web', 'yes'],
    ['Pictures: decode PNG', 'yes'],
    ['Page: isolated', 'yes'],
  ])
})

test('the kernels are measured in turns, and it can be stopped', async () => {
  const page = await open()
  await page.getByRole('tab', { name: 'This machine' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Measure' }).click()
  await page.getByText(/maskRegions,/).waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Measure', disabled: false }).waitFor()
  expect(await page.locator('.machine table').count()).toBe(0)
})
