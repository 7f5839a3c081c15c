import { TelltaleError } from '@telltale/core'
import type { Redis } from 'ioredis'
import type { QueueAddress } from './addresses.ts'

/** A connection that outlives the server: once it was there, it is waited for. */
export interface QueueServer {
  readonly address: QueueAddress
  readonly bullmq: typeof import('bullmq')
  readonly connection: Redis
  readonly close: () => void
}

const patience = 8000
const longestPause = 3000

/**
 * Connects to the server of a queue, which has to answer within eight seconds. `onOutage` hears when it goes away later and when it is back.
 * Throws QUEUE_UNAVAILABLE.
 */
export async function connectQueue(address: QueueAddress, onOutage: (isOut: boolean) => void): Promise<QueueServer> {
  const { bullmq, Redis } = await loadPackages()
  let isOpen = false
  let isOut = false
  let reason: Error | null = null
  const connection = new Redis(address.secret, {
    lazyConnect: true,
    connectTimeout: patience,
    // Jobs are handed over late rather than never.
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => (isOpen ? Math.min(100 * tries, longestPause) : null),
  })
  const tell = (now: boolean): void => {
    if (!isOpen || isOut === now) return
    isOut = now
    onOutage(now)
  }
  // Without a listener, every failure to connect would end the process.
  connection.on('error', (error: Error) => {
    reason = error
    tell(true)
  })
  connection.on('ready', () => tell(false))
  try {
    await withinPatience(connection.connect().then(() => connection.ping()))
    isOpen = true
    const close = (): void => {
      isOpen = false
      connection.disconnect()
    }
    return { address, bullmq, connection, close }
  } catch (cause) {
    connection.disconnect()
    throw unavailable(address, reason ?? cause)
  }
}

/** They are no dependencies, as most batches stay on one machine. */
async function loadPackages() {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')])
    return { bullmq, Redis }
  } catch (cause) {
    throw new TelltaleError(
      'QUEUE_UNAVAILABLE',
      'The packages that speak to a queue are not installed.',
      'Run: npm install bullmq@6.7.0 ioredis@5.11.1',
      {},
      cause,
    )
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function unavailable({ shown }: QueueAddress, cause: unknown): TelltaleError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TelltaleError(
    'QUEUE_UNAVAILABLE',
    `The queue's server ${shown} cannot be used: ${reason}.`,
    'Start it with redis-server --appendonly yes --maxmemory-policy noeviction, and check address, user and password.',
    { value: shown },
    cause,
  )
}
