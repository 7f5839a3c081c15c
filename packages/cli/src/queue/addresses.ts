import { TelltaleError } from '@telltale/core'

/** Where a queue is, as the user wrote it, and as it may be shown: without name, password and parameters. */
export interface QueueAddress {
  readonly secret: string
  readonly shown: string
}

/** Reads `redis://host:port/db` or `rediss://…`. Throws USAGE_PARAMETER, which does not repeat the text: it may hold a password. */
export function parseQueueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '') return { secret: text, shown: withoutSecrets(text) }
  throw new TelltaleError(
    'USAGE_PARAMETER',
    'The value of --queue is no address of a Redis server.',
    'Write it as redis://host:6379, with user:password@ before the host and /database behind the port where needed, or rediss:// for TLS.',
  )
}

/** An address for people to read: without name, password, parameters and fragment. Paths stay as they are. */
export function withoutSecrets(address: string): string {
  if (!URL.canParse(address) || !address.includes('://')) return address
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname.replace(/\/$/, '')}`
}

/** The address of a file below another address: each part of the path is written as addresses need it. */
export function addressBelow(base: string, path: string): string {
  return `${base.replace(/\/$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`
}
