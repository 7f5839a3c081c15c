import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readExplanation } from '@telltale/core'
import { additive } from '@telltale/core/testing'
import { Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Bodies, bodiesIn, folderOfPictures, journalOf } from '../batch/tiny-batch.ts'
import { environment, runCli } from '../run-cli.ts'
import { writeTinyModel } from '../tiny-model-folder.ts'
import { startFileServer } from './file-server.ts'
import { isWithoutRedis, startRedis } from './redis-server.ts'
import { explainArguments, settledIn, shortLease, startParent, startWorker, undisturbed, until } from './shared-batch.ts'

const pictures = 16
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

let expected: Bodies | null = null

/** Every picture is journalled once as done, and its document is the one of an undisturbed run on one machine. */
async function expectAll(folder: string, out = join(folder, 'telltale-out')): Promise<void> {
  expected ??= await undisturbed(pictures)
  const done = journalOf(folder).filter(({ status }) => status === 'done')
  expect(new Set(done.map(({ key }) => key)).size).toBe(pictures)
  expect(journalOf(folder)).toHaveLength(pictures)
  expect(bodiesIn(out)).toEqual(expected)
}

/** The command in a process of its own, which the test may kill. */
function spawnCli(folder: string, argv: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...argv], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

describe.skipIf(isWithoutRedis)('a batch on a queue', () => {
  it('is shared by three workers, each picture once, and leaves nothing that stays', async () => {
    const [{ address, client }, folder] = [await startRedis(), await folderOfPictures(pictures)]
    const [parent, ...workers] = await Promise.all([
      startParent(folder, address),
      ...[1, 2, 3].map(() => startWorker(folder, address)),
    ])
    expect(parent).toMatchObject({ exitCode: 0, stdout: `${pictures} pictures explained\ntelltale-out/index.csv\n` })
    expect(workers.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0])
    const shares = workers.map(({ stdout }) => Number.parseInt(stdout, 10))
    expect(shares[0]! + shares[1]! + shares[2]!).toBe(pictures)
    const left = await client.keys('telltale:*')
    expect(left.filter((key) => !/:(ended|forwards)$/.test(key))).toEqual([])
    expect(await Promise.all(left.map(async (key) => (await client.ttl(key)) > 0))).not.toContain(false)
    await expectAll(folder)
    const late = await startWorker(folder, address)
    expect(late).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is over') })
  })

  it('goes on where a worker was killed with pictures in hand', async () => {
    const [{ address, client }, folder] = [await startRedis(), await folderOfPictures(pictures)]
    const parent = startParent(folder, address)
    await until(async () => (await client.keys('telltale:*:wait')).length > 0)
    const killed = spawnCli(folder, ['worker', 'telltale-out', '--queue', address, '--workers', '1', ...shortLease])
    await until(() => settledIn(folder) > 0)
    killed.kill('SIGKILL')
    const [{ exitCode }] = await Promise.all([parent, startWorker(folder, address, { argv: shortLease })])
    expect(exitCode).toBe(0)
    await expectAll(folder)
  })

  it('outlives its server, which is killed and comes back with what it wrote', async () => {
    const [{ address, kill, restart }, folder] = [await startRedis(), await folderOfPictures(pictures)]
    const running = Promise.all([startParent(folder, address), startWorker(folder, address, { argv: shortLease })])
    await until(() => settledIn(folder) > 0)
    await kill()
    await sleep(300)
    await restart()
    const [parent, worker] = await running
    expect([parent.exitCode, worker.exitCode]).toEqual([0, 0])
    expect(parent.stderr).toContain('answers again')
    await expectAll(folder)
  })

  it('outlives its parent: workers go on, and the same command takes what they did', async () => {
    const [{ address }, folder] = [await startRedis(), await folderOfPictures(pictures)]
    const killed = spawnCli(folder, [...explainArguments, '--queue', address])
    const worker = startWorker(folder, address)
    await until(() => settledIn(folder) > 0)
    killed.kill('SIGKILL')
    const [{ exitCode }] = await Promise.all([startParent(folder, address), worker])
    expect(exitCode).toBe(0)
    await expectAll(folder)
  })

  it('goes on when a worker is told to leave, which finishes its pictures and ends with 130', async () => {
    const [{ address }, folder] = [await startRedis(), await folderOfPictures(pictures)]
    const interruption = new AbortController()
    const parent = startParent(folder, address)
    const leaving = startWorker(folder, address, { signal: interruption.signal })
    await until(() => settledIn(folder) > 0)
    interruption.abort()
    expect(await leaving).toMatchObject({ exitCode: 130, stdout: expect.stringMatching(/^\d+ pictures? explained\n$/) })
    await Promise.all([parent, startWorker(folder, address)])
    await expectAll(folder)
  })
})

describe.skipIf(isWithoutRedis)('a batch whose workers see no folder of the parent', () => {
  it('takes pictures from an address and puts documents to another one, whose password nobody is shown', async () => {
    const [{ address }, folder] = [await startRedis(), await folderOfPictures(2)]
    const { host, files } = await startFileServer(folder)
    const run = `http://user:secret@${host}/run`
    const parent = startParent(folder, address, '--store', run, '--pictures-at', `http://${host}/`)
    await until(() => files.has('/run/run.json'))
    const [{ exitCode, stderr }, worker] = await Promise.all([parent, startWorker(folder, address, { run })])
    expect([exitCode, worker.exitCode]).toEqual([0, 0])
    expect(stderr + worker.stderr + files.get('/run/run.json')!.toString()).not.toContain('secret')

    const places = journalOf(folder).map((line) => `/run/${line.folder}/submodular.0.json`)
    expect([...files.keys()].sort()).toEqual([...places, '/run/run.json'].sort())
    const bodies = places.map((place) => readExplanation(files.get(place)!.toString()).body)
    const local = await undisturbed(2)
    expect(new Map(bodies.map((body, index) => [places[index]!.slice('/run/'.length), body]))).toEqual(local)
  })
})

describe.skipIf(isWithoutRedis)('a picture whose workers are lost', () => {
  it('is MODEL_CRASHED after the second one, and explained when it is tried again', async () => {
    const [{ address, client }, folder] = [await startRedis(), await folderOfPictures(1)]
    const parent = startParent(folder, address)
    await until(async () => (await client.keys('telltale:*:wait')).length > 0)
    const name = (await client.keys('telltale:*:wait'))[0]!.split(':')[1]!
    // It takes pictures by hand, and says no more of them.
    const silent = new Worker(name, null, {
      connection: client,
      prefix: 'telltale',
      lockDuration: 300,
      stalledInterval: 100,
      maxStalledCount: 1,
    })
    await silent.startStalledCheckTimer()
    expect(await silent.getNextJob('lost')).toBeDefined()
    await until(async () => (await silent.getNextJob('lost again')) !== undefined)
    await silent.close()
    const [{ exitCode, stderr }] = await Promise.all([parent, startWorker(folder, address, { argv: shortLease })])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('MODEL_CRASHED: Two workers were lost, one after the other')

    const again = startParent(folder, address, '--retry-failed')
    await until(async () => (await client.keys('telltale:*:wait')).length > 0)
    await Promise.all([again, startWorker(folder, address)])
    expect(journalOf(folder).map(({ status, code }) => code ?? status)).toEqual(['MODEL_CRASHED', 'done'])
  })
})

describe.skipIf(isWithoutRedis)('a parent that is stopped', () => {
  it('takes back what no worker has begun and ends with 130; the same command goes on', async () => {
    const [{ address, client }, folder] = [await startRedis(), await folderOfPictures(3)]
    const interruption = new AbortController()
    const parent = runCli([...explainArguments, '--queue', address], folder, interruption.signal)
    await until(async () => (await waiting(client)) === 3)
    interruption.abort()
    expect((await parent).exitCode).toBe(130)
    expect(await waiting(client)).toBe(0)
    const [{ exitCode, stdout }] = await Promise.all([startParent(folder, address), startWorker(folder, address)])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '3 pictures explained\ntelltale-out/index.csv\n' })
  })
})

/** Pictures that no worker has taken. */
async function waiting(client: Redis): Promise<number> {
  const [key] = await client.keys('telltale:*:wait')
  return key === undefined ? 0 : await client.llen(key)
}

describe.skipIf(isWithoutRedis)('a worker that is refused', () => {
  it('by pictures that it does not find gives them back', async () => {
    const [{ address }, folder] = [await startRedis(), await folderOfPictures(2)]
    const parent = startParent(folder, address)
    const { exitCode, stderr } = await startWorker(folder, address, { argv: ['--pictures-at', 'model'] })
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(
      /PICTURE_UNREADABLE: ".*00\d.png", the first picture that came from the queue, is not to be found from here/,
    )
    await Promise.all([parent, startWorker(folder, address)])
    expect(journalOf(folder).map(({ status }) => status)).toEqual(['done', 'done'])
  })

  it('by a run of another model says what differs', async () => {
    const [{ address }, folder] = [await startRedis(), await folderOfPictures(1)]
    mkdirSync(join(folder, 'elsewhere'))
    writeTinyModel(join(folder, 'elsewhere'), additive(), ['other', 'names'])
    const parent = startParent(folder, address)
    const { exitCode, stderr } = await startWorker(folder, address, { argv: ['--model', 'elsewhere/model'] })
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/RUN_CONFIGURATION_DIFFERS: This machine would give other results .*: model\.labels was/)
    await Promise.all([parent, startWorker(folder, address, { argv: ['--model', 'model'] })])
    expect(settledIn(folder)).toBe(1)
  })

  it('by its server names the server without the password', async () => {
    const { address } = await startRedis('--requirepass', 'right')
    const { exitCode, stderr } = await runCli(['worker', 'nowhere', '--queue', address.replace('//', '//user:secret@')])
    expect(exitCode).toBe(3)
    expect(stderr).toContain('QUEUE_UNAVAILABLE')
    expect(stderr).toContain(address)
    expect(stderr).not.toContain('secret')
  })
})
