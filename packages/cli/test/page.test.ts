import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serveFolder } from '../src/serving/serve-folder.ts'
import { runCli, temporaryFolder } from './run-cli.ts'

/** A served folder: a page, a module beside it, and a secret outside. */
async function serveSmallPage() {
  const folder = temporaryFolder()
  const root = join(folder, 'dist')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(root, 'index.html'), '<title>page</title>')
  writeFileSync(join(root, 'assets', 'page-1a2b.js'), 'export {}')
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'))
  const server = await serveFolder(root, 0)
  onTestFinished(server.close)
  return server.address
}

/** What a server answers to a request line as it is: `fetch` would tidy the path up. */
function statusOf(address: string, requestLine: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), 'localhost', () => {
      socket.write(`${requestLine} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('end', () => resolve(text.slice(9, 12)))
    socket.on('error', reject)
  })
}

describe('serving the page', () => {
  it('gives the page with the headers that threads need', async () => {
    const response = await fetch(await serveSmallPage())
    expect(await response.text()).toBe('<title>page</title>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  it('lets browsers keep what has a hash in its name, and tells its length', async () => {
    const response = await fetch(new URL('assets/page-1a2b.js', await serveSmallPage()))
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-length')).toBe('9')
  })

  it.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/link.txt', '/%', '/assets'])(
    'has nothing at %s',
    async (path) => {
      expect(await statusOf(await serveSmallPage(), `GET ${path}`)).toBe('404')
    },
  )

  it('takes nothing', async () => {
    expect(await statusOf(await serveSmallPage(), 'POST /')).toBe('405')
  })
})

describe('telltale page', () => {
  it('refuses a port that is taken', async () => {
    const port = new URL(await serveSmallPage()).port
    const { exitCode, stderr } = await runCli(['page', '--port', port])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`USAGE_FLAG: Port ${port} is taken.`)
  })

  it('refuses a port that is none', async () => {
    const { exitCode, stderr } = await runCli(['page', '--port', '70000'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Expected a whole number from 0 to 65535.')
  })
})
