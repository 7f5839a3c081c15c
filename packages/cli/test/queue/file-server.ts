import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A server that keeps what is put to it in memory, and gives the pictures of a folder to everyone. */
export interface FileServer {
  readonly host: string
  readonly files: ReadonlyMap<string, Buffer>
  /** Statuses to answer next, instead of what is asked. */
  readonly troubles: number[]
}

/** Starts a server that lasts as long as the test; what lies in `/run/` needs the name "user" and the password "secret". */
export async function startFileServer(folder: string): Promise<FileServer> {
  const files = new Map<string, Buffer>()
  const troubles: number[] = []
  const expected = `Basic ${Buffer.from('user:secret').toString('base64')}`
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://host').pathname)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const end = (status: number, body?: Buffer): void => void response.writeHead(status).end(body)
    const trouble = troubles.shift()
    if (trouble !== undefined) return end(trouble)
    if (path.startsWith('/pictures/')) return end(200, readFileSync(join(folder, path)))
    if (request.headers.authorization !== expected) return end(401)
    if (request.method === 'PUT') {
      files.set(path, Buffer.concat(chunks))
      return end(201)
    }
    const file = files.get(path)
    return end(file ? 200 : 404, request.method === 'HEAD' ? undefined : file)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise((listening) => server.once('listening', listening))
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, files, troubles }
}
