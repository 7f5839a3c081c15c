import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { findChromium } from '../../../tools/browser/find-chromium.ts'
import { type FolderServer, serveFolder } from '../../cli/src/serving/serve-folder.ts'

/** The built page. */
export const built = fileURLToPath(new URL('../dist', import.meta.url))
export const samples = fileURLToPath(new URL('../../../models/default/samples', import.meta.url))

const flags = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface OpenOptions extends BrowserContextOptions {
  /** Fails the test on anything that the page writes to its console; default true. */
  readonly isQuiet?: boolean
}

/** Serves the built page to one browser while the tests of a file run; the function opens it in a context of its own, for one test. */
export function servePage(more: readonly string[] = []): {
  readonly open: (options?: OpenOptions) => Promise<Page>
  readonly address: () => string
} {
  let browser: Browser
  let server: FolderServer
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error('The page is not built: npm run build.')
    server = await serveFolder(built, 0)
    browser = await chromium.launch({ executablePath: findChromium()!, args: [...flags, ...more] })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  const open = async ({ isQuiet = true, ...context }: OpenOptions = {}): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...context })
    const said: string[] = []
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => said.push(`error: ${error.message}`))
    onTestFinished(async () => {
      await page.context().close()
      if (isQuiet && said.length > 0) throw new Error(`The page said: ${said.join('\n')}`)
    })
    page.setDefaultTimeout(60_000)
    await page.goto(server.address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  return { open, address: () => server.address }
}
