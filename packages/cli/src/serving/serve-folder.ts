import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.wasm': 'application/wasm',
}

/** What lets a page share memory between threads, and nobody else frame it or read from it. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const

export interface FolderServer {
  /** As `http://localhost:4100/`. */
  readonly address: string
  readonly close: () => Promise<void>
}

/** Serves the files of one folder, to this machine only. Port 0 takes a free one. Rejects where the port cannot be had. */
export async function serveFolder(folder: string, port: number): Promise<FolderServer> {
  const root = await realpath(folder)
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy())
  })
  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    address: `http://localhost:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function answer(root: string, { method, url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405)
  const path = await fileOf(root, url)
  if (path === null) return refuse(response, 404)
  response.writeHead(200, {
    ...isolation,
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Content-Length': (await stat(path)).size,
    // Names of assets change with their contents.
    'Cache-Control': url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (method === 'HEAD') response.end()
  else await pipeline(createReadStream(path), response)
}

function refuse(response: ServerResponse, status: 404 | 405): void {
  response.writeHead(status, { ...isolation, 'Content-Type': 'text/plain' }).end(status === 404 ? 'Not found\n' : 'Read only\n')
}

/** The file that an address means; null where there is none within the folder, links that lead out of it included. */
async function fileOf(root: string, url: string): Promise<string | null> {
  try {
    const name = decodeURIComponent(url.replace(/[?#].*$/, ''))
    const path = await realpath(join(root, name.endsWith('/') ? `${name}index.html` : name))
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : null
  } catch {
    return null
  }
}
