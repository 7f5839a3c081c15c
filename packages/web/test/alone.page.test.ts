import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect, onTestFinished, test } from 'vitest'
import { givePicture, openTiny } from './given-files.ts'
import { built, samples, servePage } from './open-page.ts'

const { open, address } = servePage()

async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

async function explainCoffee(page: Page): Promise<void> {
  await givePicture(page, join(samples, 'coffee.jpg'))
  await page.locator('.answer h2').waitFor()
}

describe('without a server', () => {
  test('nothing is asked of anybody else, and nothing is sent', async () => {
    const page = await open()
    const asked: string[] = []
    page.context().on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    await page.reload()
    await openTiny(page)
    await explainCoffee(page)
    await page.getByRole('button', { name: 'Save JSON' }).click()
    const elsewhere = asked.filter((line) => !line.startsWith(`GET ${address()}`) && !line.startsWith('GET blob:'))
    expect(elsewhere).toEqual([])
    expect(asked.length).toBeGreaterThan(5)
  })

  test.each(['page', 'worker'] as const)('the policy of the page stops a request to elsewhere from the %s', async (place) => {
    const page = await open({ isQuiet: false })
    const outcome = await page.evaluate(async (from) => {
      const ask = (): Promise<string> =>
        fetch('https://example.com/').then(
          () => 'sent',
          () => 'stopped',
        )
      if (from === 'page') return await ask()
      return await new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve('stopped'))
        const worker = new Worker(
          URL.createObjectURL(
            new Blob(["fetch('https://example.com/').then(() => postMessage('sent'), () => postMessage('stopped'))"]),
          ),
        )
        worker.onmessage = ({ data }) => resolve(data as string)
      })
    }, place)
    expect(outcome).toBe('stopped')
  })

  test('works without a network after it was used once', async () => {
    const page = await open()
    await untilKept(page)
    // What the first load fetched past the service worker is kept by the second.
    await page.reload()
    await openTiny(page)
    await explainCoffee(page)
    await page.context().setOffline(true)
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await openTiny(page)
    await explainCoffee(page)
  })

  test('in a folder of a host that sends no headers it is isolated from the second load on, so that threads work', async () => {
    const server = createServer(({ url = '/' }, response) => {
      const path = url.replace('/folder/', '/')
      const file = join(built, path === '/' ? 'index.html' : path)
      const type = file.endsWith('.js')
        ? 'text/javascript'
        : file.endsWith('.css')
          ? 'text/css'
          : file.endsWith('.html')
            ? 'text/html'
            : ''
      response.setHeader('Content-Type', type || 'application/octet-stream')
      createReadStream(file)
        .on('error', () => response.writeHead(404).end())
        .pipe(response)
    })
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    onTestFinished(() => void server.close())
    const page = await open()
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/folder/`)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await page.waitForFunction(() => crossOriginIsolated)
  })
})
