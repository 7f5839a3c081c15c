import { beforeEach, describe, expect, it } from 'vitest'
import { createHttpStore, httpPlaceOf } from '../../src/queue/http-store.ts'
import { temporaryFolder } from '../run-cli.ts'
import { type FileServer, startFileServer } from './file-server.ts'
import { freePort } from './redis-server.ts'

const file = { name: 'a.json', bytes: Uint8Array.of(1, 2, 3) }
let server: FileServer

beforeEach(async () => {
  server = await startFileServer(temporaryFolder())
})

describe('a store on a server', () => {
  it('keeps files below its address and gives them back', async () => {
    const store = createHttpStore(httpPlaceOf(`http://user:secret@${server.host}/run`, undefined))
    await store.put('cat #1~0123', file)
    expect([...server.files.keys()]).toEqual(['/run/cat #1~0123/a.json'])
    expect(await store.read('cat #1~0123', 'a.json')).toEqual(file.bytes)
    expect([await store.has('cat #1~0123', 'a.json'), await store.has('cat #1~0123', 'b.json')]).toEqual([true, false])
    expect(await store.read('cat #1~0123', 'b.json')).toBeNull()
  })

  it('asks again while the server is in trouble', async () => {
    const store = createHttpStore(httpPlaceOf(`http://user:secret@${server.host}/run`, undefined))
    server.troubles.push(503)
    await store.put('folder', file)
    expect(server.files.size).toBe(1)
  })

  it('takes the authorization of the environment before that of the address', async () => {
    const authorization = `Basic ${Buffer.from('user:secret').toString('base64')}`
    const store = createHttpStore(httpPlaceOf(`http://user:wrong@${server.host}/run`, authorization))
    await store.put('folder', file)
    expect(server.files.size).toBe(1)
  })

  it('says RUN_DISK where the server refuses, without the password', async () => {
    const store = createHttpStore(httpPlaceOf(`http://user:wrong@${server.host}/run?key=wrong`, undefined))
    const error: unknown = await store.put('folder', file).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'RUN_DISK', message: expect.stringContaining('the server says 401') })
    expect(String(error)).not.toContain('wrong')
  })

  it('says RUN_DISK where there is no server', { timeout: 20_000 }, async () => {
    const store = createHttpStore(httpPlaceOf(`http://127.0.0.1:${await freePort()}/run`, undefined))
    await expect(store.put('folder', file)).rejects.toMatchObject({ code: 'RUN_DISK' })
  })
})
