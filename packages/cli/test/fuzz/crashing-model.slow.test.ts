import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { convReluPoolGemm } from '@telltale/core/testing'
import { expect, it } from 'vitest'
import { crashing } from '../../../core/test/fuzz/crashing.ts'
import { explainBatch } from '../batch/tiny-batch.ts'
import { temporaryFolder } from '../run-cli.ts'
import { writePicture, writeTinyModel } from '../tiny-model-folder.ts'

it('a model that ends every process that opens it is MODEL_CRASHED', async () => {
  const folder = temporaryFolder()
  writeTinyModel(folder, { ...convReluPoolGemm(), model: crashing() }, ['a', 'b', 'c'])
  mkdirSync(join(folder, 'pictures'))
  await writePicture(join(folder, 'pictures'), '000.png')
  const { exitCode, stderr } = await explainBatch(folder)
  expect(stderr).toContain('MODEL_CRASHED')
  expect(exitCode).toBe(3)
})
