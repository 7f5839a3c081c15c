import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takeLock } from '../../src/studies/run-lock.node.ts'
import { temporaryFolder } from './temporary-folder.ts'

const newLock = (): string => join(temporaryFolder(), 'lock')

function writeHolder(path: string, holder: { readonly pid: number; readonly host?: string; readonly started?: string }): void {
  writeFileSync(path, JSON.stringify({ host: hostname(), started: null, ...holder }))
}

const inUse = expect.objectContaining({ code: 'RUN_IN_USE' })

describe('the lock of a run', () => {
  it('is there until it is given back', () => {
    const path = newLock()
    const unlock = takeLock(path)
    expect(existsSync(path)).toBe(true)
    unlock()
    expect(existsSync(path)).toBe(false)
  })

  it('of a living process is respected', async () => {
    const path = newLock()
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other, 'spawn')
    writeHolder(path, { pid: other.pid! })
    expect(() => takeLock(path)).toThrow(inUse)
  })

  it('of a process that is gone is taken over', () => {
    const path = newLock()
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeHolder(path, { pid })
    takeLock(path)
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
  })

  it('of a process whose number another one has now is taken over', () => {
    const path = newLock()
    writeHolder(path, { pid: process.pid, started: 'long ago' })
    takeLock(path)
    expect(JSON.parse(readFileSync(path, 'utf8')).started).not.toBe('long ago')
  })

  it('of another machine is respected: nobody knows whether it lives', () => {
    const path = newLock()
    writeHolder(path, { pid: 1, host: 'elsewhere' })
    expect(() => takeLock(path)).toThrow(inUse)
  })

  it.each(['', '{"pid":', '[]'])('that says %j is taken over', (content) => {
    const path = newLock()
    writeFileSync(path, content)
    takeLock(path)
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
  })
})
