import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { tinyFolder, writePicture } from './tiny-model-folder.ts'

it('a run stands for the documents of its journal; a picture that had failed is named and counted', async () => {
  const folder = await tinyFolder()
  writeFileSync(join(folder, 'damaged.png'), 'no picture')
  await writePicture(folder, 'b.png', 254)
  const flags = ['--model', 'model', '--baseline', 'black', '--regions', '8', '--method', 'leave-one-out', '--save', 'json']
  const run = await runCli(['explain', '*.png', ...flags, '--workers', '1'], folder)
  expect(run.exitCode).toBe(1)
  const { exitCode, stdout, stderr } = await runCli(['evaluate', 'telltale-out', '--metrics', 'sparseness'], folder)
  expect(exitCode).toBe(1)
  expect(stderr).toContain(
    'telltale-out: damaged.png: DOCUMENT_INVALID: There is no document, since it failed when it was explained',
  )
  expect(stdout.split('\n').filter((line) => /^[ab]\.png: /.test(line))).toHaveLength(2)
  expect(stdout).toContain('1 of 3 could not be judged: see above.')
})
