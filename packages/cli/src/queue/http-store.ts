import { setTimeout as sleep } from 'node:timers/promises'
import { type DocumentStore, TelltaleError } from '@telltale/core'
import { addressBelow, withoutSecrets } from './addresses.ts'

/** A server that takes files by PUT, as plain data. It goes to worker processes and into no file. */
export interface HttpPlace {
  readonly kind: 'http'
  /** Without name, password and parameters: files lie below it. */
  readonly address: string
  /** Parameters of every request, as signatures of storage services are, with their `?`; mostly empty. */
  readonly query: string
  /** The header of that name; null for none. */
  readonly authorization: string | null
}

/** What stands between two tries of a request, in milliseconds: a server that starts again is no lost picture. */
const pauses = [200, 1000, 3000]

const types: Readonly<Record<string, string>> = { json: 'application/json', png: 'image/png' }

/** Reads an address of a store; `authorization` is the header of that name, where the environment has one. Name and password in the address become one. */
export function httpPlaceOf(address: string, authorization: string | undefined): HttpPlace {
  const { username, password, search } = new URL(address)
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  const basic = username === '' ? null : `Basic ${Buffer.from(pair).toString('base64')}`
  return { kind: 'http', address: withoutSecrets(address), query: search, authorization: authorization ?? basic }
}

/**
 * A store on a server that answers PUT, GET and HEAD, as S3-compatible ones do. Whether it keeps a file whole or not at all is the server's affair, as
 * it is that of all of them. What a folder holds cannot be asked, so `list` names nothing. Throws RUN_DISK where the server refuses or is gone.
 */
export function createHttpStore({ address, query, authorization }: HttpPlace): DocumentStore {
  const place = (folder: string, name: string): string => addressBelow(address, folder === '' ? name : `${folder}/${name}`)
  const ask = async (method: string, file: string, body?: Uint8Array): Promise<Response> => {
    const headers = {
      ...(authorization !== null && { authorization }),
      ...(body && { 'content-type': types[file.split('.').at(-1)!] ?? 'application/octet-stream' }),
    }
    return await persistently(file, () => fetch(`${file}${query}`, { method, headers, ...(body && { body: Buffer.from(body) }) }))
  }
  return {
    put: async (folder, { name, bytes }) => {
      const file = place(folder, name)
      const answer = await ask('PUT', file, bytes)
      if (!answer.ok) throw refused(file, `the server says ${answer.status}`)
    },
    has: async (folder, name) => (await ask('HEAD', place(folder, name))).ok,
    list: () => Promise.resolve([]),
    read: async (folder, name) => {
      const file = place(folder, name)
      const answer = await ask('GET', file)
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
      if (answer.status === 404) return null
      throw refused(file, `the server says ${answer.status}`)
    },
    settle: () => Promise.resolve(),
  }
}

/** Asks again while the server is gone or in trouble. */
async function persistently(file: string, ask: () => Promise<Response>): Promise<Response> {
  for (const pause of pauses) {
    const answer = await ask().catch(() => null)
    if (answer !== null && answer.status < 500) return answer
    await sleep(pause)
  }
  return await ask().catch((cause: unknown) => {
    throw refused(file, cause instanceof Error ? cause.message : String(cause), cause)
  })
}

function refused(file: string, reason: string, cause?: unknown): TelltaleError {
  return new TelltaleError(
    'RUN_DISK',
    `${file} could not be written or read: ${reason}.`,
    'Check the address of the store and what it allows; TELLTALE_STORE_AUTHORIZATION holds the header that it may ask for.',
    { file },
    cause,
  )
}
