import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeNpy } from '@telltale/core'
import { convReluPoolGemm } from '@telltale/core/testing'
import { describe, expect, it } from 'vitest'
import { runCli, temporaryFolder } from './run-cli.ts'
import { writePicture, writeTinyModel } from './tiny-model-folder.ts'

/** A model of three numbers, two class vectors for it, and their names. */
async function folderWithVectors(): Promise<string> {
  const folder = temporaryFolder()
  await writePicture(folder, 'picture.png')
  writeTinyModel(folder, convReluPoolGemm(), ['a', 'b', 'c'])
  writeFileSync(join(folder, 'vectors.npy'), encodeNpy(Float32Array.of(1, 0, 0, 0, 1, 0), [2, 3]))
  writeFileSync(join(folder, 'names.txt'), 'anna\nberta\n')
  return folder
}

describe('--attach', () => {
  it('makes a classifier of an embedding, with the names given', async () => {
    const folder = await folderWithVectors()
    const argv = ['model', 'model', '--attach', 'vectors.npy', '--labels', 'names.txt', '--json']
    const { stdout, stderr } = await runCli(argv, folder)
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({ classes: 2, labels: ['anna', 'berta'], features: { length: 3 } })
  })

  it('is named in the document', async () => {
    const folder = await folderWithVectors()
    const argv = ['explain', 'picture.png', '--model', 'model', '--attach', 'vectors.npy', '--attach-scale', '7', '--json']
    const { stdout, stderr } = await runCli([...argv, '--labels', 'names.txt', '--regions', '4'], folder)
    expect(stderr).not.toContain('fix:')
    expect(JSON.parse(stdout).body.model.attached).toMatchObject({ kind: 'centroids', scale: 7 })
  })

  it.each([
    ['vectors of another length', ['--attach', 'wrong.npy'], 'USAGE_PARAMETER', 'an embedding of 2 numbers'],
    ['no table', ['--attach', 'cube.npy'], 'MAP_UNREADABLE', '[2, 1, 3]'],
    ['a missing file', ['--attach', 'nothing.npy'], 'PICTURE_UNREADABLE', 'nothing.npy'],
    ['a scale without vectors', ['--attach-scale', '3'], 'USAGE_FLAG', '--attach'],
    ['both ways', ['--attach', 'vectors.npy', '--attach-box', '0,0,1,1'], 'USAGE_FLAG', 'two ways'],
    ['a box that is none', ['--attach-box', '0,0,1'], 'USAGE_PARAMETER', '0.25,0.25,0.5,0.5'],
    ['missing names', ['--attach', 'vectors.npy', '--labels', 'nobody.txt'], 'USAGE_PARAMETER', 'nobody.txt'],
  ])('refuses %s', async (_, flags, code, words) => {
    const folder = await folderWithVectors()
    writeFileSync(join(folder, 'wrong.npy'), encodeNpy(new Float32Array(4).fill(1), [2, 2]))
    writeFileSync(join(folder, 'cube.npy'), encodeNpy(new Float32Array(6).fill(1), [2, 1, 3]))
    const { exitCode, stderr } = await runCli(['model', 'model', ...flags], folder)
    expect(exitCode).toBeGreaterThan(0)
    expect(stderr).toContain(`${code}:`)
    expect(stderr).toContain(words)
  })
})
