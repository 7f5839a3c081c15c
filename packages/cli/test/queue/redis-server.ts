import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'

const program = 'redis-server'

/** Tests of queues are skipped where there is no server, unless there has to be one. */
export const isWithoutRedis = process.env['REQUIRE_REDIS'] !== '1' && spawnSync(program, ['--version']).status !== 0

/** A server of the test's own, on a free port of this machine, with its files in a folder of its own. */
export interface RedisServer {
  readonly address: string
  /** A connection to look into it. */
  readonly client: Redis
  /** As a power cut would. */
  readonly kill: () => Promise<void>
  /** Starts it again on the files that it left. */
  readonly restart: () => Promise<void>
}

/** Starts a server that lasts as long as the test. */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-redis-'))
  const port = await freePort()
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes']
  const start = (): ChildProcess => spawn(program, [...own, '--maxmemory-policy', 'noeviction', ...settings], { stdio: 'ignore' })
  let server = start()
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null })
  client.on('error', () => {})
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGKILL')
    await ended
  }
  onTestFinished(async () => {
    client.disconnect()
    await kill()
    rmSync(folder, { recursive: true, force: true })
  })
  await answers(port)
  return {
    address: `redis://127.0.0.1:${port}`,
    client,
    kill,
    restart: async () => {
      server = start()
      await answers(port)
    },
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answers(port: number): Promise<void> {
  const probe = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 20 })
  probe.on('error', () => {})
  await Promise.race([probe.ping().catch(() => {}), sleep(20_000)])
  probe.disconnect()
}
