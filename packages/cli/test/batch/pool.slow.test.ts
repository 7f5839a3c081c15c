import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Job, WorkerSettings } from '../../src/batch/job.ts'
import { type PictureWorkers, pictureProgram } from '../../src/batch/picture-program.ts'
import { openWorkerPool } from '../../src/batch/worker-pool.ts'
import { environment } from '../run-cli.ts'
import { folderOfPictures } from './tiny-batch.ts'

let folder: string

beforeEach(async () => {
  folder = await folderOfPictures(4)
})

async function openPool(timeout = 60): Promise<PictureWorkers> {
  const settings: WorkerSettings = {
    explain: {
      options: { methods: [{ name: 'submodular' }], baseline: { kind: 'black' }, regions: 8 },
      targets: null,
      save: ['json'],
      theme: 'light',
    },
    modelPath: join(folder, 'model'),
    model: { threads: 1 },
    store: { kind: 'folder', path: join(folder, 'out') },
    standing: folder,
    sendsDocuments: false,
  }
  const { signal } = new AbortController()
  const pool = await openWorkerPool({ program: pictureProgram, settings, environment, timeout, signal, onForwards: () => {} })
  onTestFinished(() => pool.close())
  return pool
}

function bytesOf(name: string): Buffer {
  return readFileSync(join(folder, 'pictures', name))
}

/** A job for one of the folder's pictures, taken from its file unless it is said to be elsewhere. */
function jobOf(name: string, picture = join(folder, 'pictures', name)): Job {
  const sha256 = createHash('sha256').update(bytesOf(name)).digest('hex')
  return { id: `${sha256}:${picture}`, picture, name, sha256, truth: null, configuration: '0'.repeat(64) }
}

/** The address of a picture that a server gives as `answer` does. */
async function addressOf(name: string, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise((listening) => server.once('listening', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`
}

/** Processes that this one has started and that explain pictures. */
function workers(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[1]
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker-process')
      } catch {
        return false
      }
    })
}

describe('a pool of workers', () => {
  it('explains pictures from files and from addresses', async () => {
    const pool = await openPool()
    const address = await addressOf('001.png', (_, response) => response.end(bytesOf('001.png')))
    const [first, second] = await Promise.all([pool.perform(jobOf('000.png')), pool.perform(jobOf('001.png', address))])
    expect(first.record.documents).toMatchObject([{ label: 'tabby cat', document: 'submodular.0.json' }])
    expect(second.record.folder).toMatch(/^001~/)
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([first.record.folder, second.record.folder])
  })

  it('starts no more workers than there may be', async () => {
    const pool = await openPool()
    pool.allow(2, Number.POSITIVE_INFINITY)
    await Promise.all(['000.png', '001.png', '002.png', '003.png'].map((name) => pool.perform(jobOf(name))))
    expect(workers().length).toBe(2)
  })

  it('replaces a worker that has grown too large', async () => {
    const pool = await openPool()
    pool.allow(1, 1)
    const [before] = workers()
    await pool.perform(jobOf('000.png'))
    await pool.perform(jobOf('001.png'))
    expect(workers()).not.toContain(before)
  })

  it('refuses a picture whose bytes are not those that were asked for', async () => {
    const pool = await openPool()
    const job = jobOf('000.png')
    writeFileSync(job.picture, bytesOf('001.png'))
    await expect(pool.perform(job)).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' })
  })

  it('says that an address does not answer', async () => {
    const pool = await openPool()
    const address = await addressOf('000.png', (_, response) => void response.writeHead(404).end())
    await expect(pool.perform(jobOf('000.png', address))).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' })
  })
})

describe('a picture that kills its worker', () => {
  it('is tried once more, alone; the others are explained', async () => {
    const pool = await openPool()
    let requests = 0
    const hostile = await addressOf('000.png', () => {
      requests++
      for (const pid of workers()) process.kill(pid, 'SIGKILL')
    })
    const outcomes = await Promise.allSettled([
      pool.perform(jobOf('001.png')),
      pool.perform(jobOf('000.png', hostile)),
      pool.perform(jobOf('002.png')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: { code: 'MODEL_CRASHED', message: expect.stringContaining('SIGKILL') } })
    expect(requests).toBe(2)
  })

  it('once only is explained', async () => {
    const pool = await openPool()
    let requests = 0
    const address = await addressOf('000.png', (_, response) => {
      requests++
      if (requests === 1) for (const pid of workers()) process.kill(pid, 'SIGKILL')
      else response.end(bytesOf('000.png'))
    })
    expect((await pool.perform(jobOf('000.png', address))).record.documents).toHaveLength(1)
  })
})

describe('a picture that takes too long', () => {
  it('has failed, and the next one is explained', async () => {
    const pool = await openPool(5)
    const endless = await addressOf('000.png', () => {})
    const outcomes = await Promise.allSettled([pool.perform(jobOf('000.png', endless)), pool.perform(jobOf('001.png'))])
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'MODEL_TIMED_OUT', where: { limit: 5 } } },
      { status: 'fulfilled' },
    ])
  })
})

describe('a pool that is stopped', () => {
  it('gives back what is not begun', async () => {
    const pool = await openPool()
    const all = ['000.png', '001.png', '002.png', '003.png'].map((name) => pool.perform(jobOf(name)))
    pool.stop()
    const outcomes = await Promise.allSettled(all)
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } })
  })
})
