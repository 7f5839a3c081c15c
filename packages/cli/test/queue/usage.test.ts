import { describe, expect, it } from 'vitest'
import { withoutSecrets } from '../../src/queue/addresses.ts'
import { fromJson, toJson } from '../../src/queue/plain-json.ts'
import { folderOfPictures, tinyFlags } from '../batch/tiny-batch.ts'
import { runCli } from '../run-cli.ts'
import { freePort } from './redis-server.ts'

describe('addresses', () => {
  it('are shown without user, password and parameters', () => {
    expect(withoutSecrets('redis://user:secret@host:6379/2')).toBe('redis://host:6379/2')
    expect(withoutSecrets('https://user:secret@host/run/?signature=secret#secret')).toBe('https://host/run')
  })
})

describe('what run.json tells workers', () => {
  it('keeps arrays of numbers bit for bit', () => {
    const options = {
      map: Float32Array.of(0.1, -0, Number.NaN),
      regions: { labels: Uint16Array.of(1, 65_535) },
      seed: 1,
      list: ['a'],
    }
    expect(fromJson(JSON.parse(JSON.stringify(toJson(options))))).toEqual(options)
  })
})

describe('a queue that is not there', () => {
  it('is told before the model is opened, with the remedy and without the password', async () => {
    const folder = await folderOfPictures(1)
    const address = `127.0.0.1:${await freePort()}/1`
    const argv = ['explain', 'pictures', ...tinyFlags, '--queue', `redis://user:secret@${address}`]
    const { exitCode, stdout, stderr } = await runCli(argv, folder)
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toContain(`QUEUE_UNAVAILABLE: The queue's server redis://${address} cannot be used: connect ECONNREFUSED`)
    expect(stderr).toContain('fix: Start it with redis-server --appendonly yes')
    expect(stderr).not.toContain('secret')
  })
})

describe('flags of a queue', () => {
  it.each([
    [['--store', 'https://host/run'], 'USAGE_FLAG: --store says nothing without --queue.'],
    [['--pictures-at', '/data'], 'USAGE_FLAG: --pictures-at says nothing without --queue.'],
    [['--queue', 'redis://host', '--shard', '1/2'], 'USAGE_FLAG: A queue shares the pictures among all workers by itself.'],
    [['--queue', 'redis://host', '--store', '/data'], 'USAGE_PARAMETER: The value of --store is no http(s) address.'],
    [['--queue', 'http://user:secret@host'], 'USAGE_PARAMETER: The value of --queue is no address of a Redis server.'],
    [['--queue', 'redis://host', '--pictures-at', 'https://a:secret@host/'], 'USAGE_PARAMETER: The value of --pictures-at is no'],
  ])('%j is refused', async (flags, message) => {
    const folder = await folderOfPictures(1)
    const { exitCode, stderr } = await runCli(['explain', 'pictures', ...tinyFlags, ...flags], folder)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('secret')
  })

  it('give an address only to pictures below the folder that it stands for', async () => {
    const folder = await folderOfPictures(1)
    const argv = [
      'explain',
      '../pictures',
      '--model',
      '../model',
      '--queue',
      'redis://host',
      '--pictures-at',
      'https://host/data',
    ]
    const { exitCode, stderr } = await runCli(argv, `${folder}/model`)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_PARAMETER: "../pictures/000.png" lies outside the folder that https://host/data stands for')
  })
})
