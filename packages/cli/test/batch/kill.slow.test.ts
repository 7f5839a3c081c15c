import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { environment } from '../run-cli.ts'
import { bodiesIn, folderOfPictures, journalOf, tinyFlags } from './tiny-batch.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const [pictures, kills] = [200, 20]
const patience = 900_000

/** The command in a process of its own, with two workers. */
function start(folder: string, ...argv: readonly string[]): ChildProcess {
  const all = [main, 'explain', 'pictures', ...tinyFlags, '--save', 'json', '--workers', '2', ...argv]
  return spawn(process.execPath, all, { cwd: folder, env: { ...process.env, ...environment }, stdio: 'ignore' })
}

/** How it ended: an exit code, or the signal. */
function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
}

/** Processes whose parent this is. */
function childrenOf(pid: number): readonly number[] {
  const isChild = (name: string): boolean => {
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[1] === String(pid)
    } catch {
      return false
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isChild(name))
    .map(Number)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Draws numbers below 1 by the same rule in every run. */
function drawn(index: number): number {
  return (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32
}

it(`${kills} kills of parent and workers at random moments lose nothing and repeat nothing`, { timeout: patience }, async () => {
  const [undisturbed, disturbed] = [await folderOfPictures(pictures), await folderOfPictures(pictures)]
  expect(await endOf(start(undisturbed))).toBe(0)

  for (let kill = 0; kill < kills; kill++) {
    const child = start(disturbed, '--retry-failed')
    const end = endOf(child)
    const before = linesSoFar(disturbed)
    // Not before it is at work; then at any moment of up to half a second.
    while (child.exitCode === null && linesSoFar(disturbed) === before) await sleep(5)
    await sleep(500 * drawn(kill))
    const workers = childrenOf(child.pid!)
    if (kill % 2 === 0) child.kill('SIGKILL')
    else {
      for (const worker of workers.slice(0, 1 + (kill % 3 === 0 ? 1 : 0))) process.kill(worker, 'SIGKILL')
      await sleep(500 * drawn(kill + kills))
      child.kill('SIGKILL')
    }
    await end
    const left = [...workers]
    for (let wait = 0; wait < 1200 && left.some(isAlive); wait++) await sleep(50)
    expect(left.filter(isAlive)).toEqual([])
  }
  expect(await endOf(start(disturbed, '--retry-failed'))).toBe(0)

  const done = journalOf(disturbed).filter(({ status }) => status === 'done')
  expect(done).toHaveLength(pictures)
  expect(new Set(done.map(({ key }) => key)).size).toBe(pictures)
  const [actual, expected] = [disturbed, undisturbed].map((folder) => bodiesIn(join(folder, 'telltale-out')))
  expect(actual).toEqual(expected)
  expect(readdirSync(join(disturbed, 'telltale-out')).filter((name) => /tmp|lock/.test(name))).toEqual([])
})

function linesSoFar(folder: string): number {
  try {
    return journalOf(folder).length
  } catch {
    // No journal yet, or a line that is being written.
    return -1
  }
}
