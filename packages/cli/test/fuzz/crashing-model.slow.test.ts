import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { convReluPoolGemm } from '@telltale/core/testing'
import { expect, it } from 'vitest'
import { forged } from '../../../core/test/fuzz/forge-model.ts'
import { explainBatch } from '../batch/tiny-batch.ts'
import { temporaryFolder } from '../run-cli.ts'
import { writePicture, writeTinyModel } from '../tiny-model-folder.ts'

/** A Resize that reads its scales from the picture: the native runtime ends the process that runs it. */
const resize = [{ what: 'a node between two others', choices: [0, 6, 263] }]

it('a model that ends every process that opens it is MODEL_CRASHED', async () => {
  const folder = temporaryFolder()
  const tiny = convReluPoolGemm()
  writeTinyModel(folder, { ...tiny, model: forged(tiny.model, resize) }, ['a', 'b', 'c'])
  mkdirSync(join(folder, 'pictures'))
  await writePicture(join(folder, 'pictures'), '000.png')
  const { exitCode, stderr } = await explainBatch(folder)
  expect(stderr).toContain('MODEL_CRASHED')
  expect(exitCode).toBe(3)
})
