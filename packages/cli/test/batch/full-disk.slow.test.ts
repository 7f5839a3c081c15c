import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { environment } from '../run-cli.ts'
import { explainBatch, folderOfPictures, journalOf, tinyFlags } from './tiny-batch.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Runs the command with files of at most so many KiB: a journal that cannot grow is what a full disk looks like. */
function explainWithin(folder: string, kibibytes: number): { readonly exitCode: number | null; readonly stderr: string } {
  const command = `ulimit -f ${kibibytes}; exec "$0" "$@"`
  const argv = [process.execPath, main, 'explain', 'pictures', ...tinyFlags, '--save', 'json', '--workers', '1']
  const { status, stderr } = spawnSync('bash', ['-c', command, ...argv], {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
  return { exitCode: status, stderr }
}

it('a full disk ends the run with RUN_DISK, tears nothing, and the same command goes on', async () => {
  const folder = await folderOfPictures(30)
  const { exitCode, stderr } = explainWithin(folder, 16)
  expect(stderr).toContain('RUN_DISK')
  expect(exitCode).toBe(1)
  const before = journalOf(folder)
  expect(before.length).toBeGreaterThan(0)
  expect(before.length).toBeLessThan(30)
  expect(readdirSync(join(folder, 'telltale-out')).filter((name) => /tmp|lock/.test(name))).toEqual([])

  expect((await explainBatch(folder)).exitCode).toBe(0)
  const after = journalOf(folder)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(new Set(after.filter(({ status }) => status === 'done').map(({ key }) => key)).size).toBe(30)
})
