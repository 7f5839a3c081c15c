import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeModel } from '../../src/graph/write-model.ts'
import { openModel } from '../../src/model/open.node.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'
import { externalModel } from '../graph/external-model.ts'
import { meansModel, side } from './means-model.ts'

let root: string
let folder: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'telltale-open-'))
})
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'animals-'))
})
afterAll(() => rm(root, { recursive: true }))

const put = async (name: string, content: Uint8Array | object): Promise<void> => {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await writeFile(join(folder, name), content instanceof Uint8Array ? content : JSON.stringify(content))
}
const preprocessor = { size: { height: side, width: side }, do_rescale: true, do_normalize: false }

describe('openModel', () => {
  test('opens a folder as on the Hugging Face hub', async () => {
    await put('onnx/model.onnx', meansModel())
    await put('config.json', { id2label: { 0: 'ant', 1: 'bee', 2: 'cat', 3: 'dog' } })
    await put('preprocessor_config.json', preprocessor)
    const { info } = await openModel(folder)
    expect(info.name).toMatch(/^animals-/)
    expect(info).toMatchObject({ labels: ['ant', 'bee', 'cat', 'dog'], preprocessFrom: 'preprocessor_config.json', warnings: [] })
  })

  test('opens a file with telltale.json and a list of names beside it', async () => {
    await put('model.onnx', meansModel())
    await put('telltale.json', { name: 'insects', preprocess: plainPreprocess(side, side), labels: 'names.txt' })
    await writeFile(join(folder, 'names.txt'), 'ant\nbee\nfly\nwasp\n')
    const { info } = await openModel(join(folder, 'model.onnx'))
    expect(info).toMatchObject({ name: 'insects', labels: ['ant', 'bee', 'fly', 'wasp'], preprocessFrom: 'telltale.json' })
  })

  test('opens parts as a model package exports them', async () => {
    await put('net.onnx', meansModel())
    await put('preprocessor_config.json', preprocessor)
    const { info } = await openModel({
      name: 'package',
      model: pathToFileURL(join(folder, 'net.onnx')),
      preprocessor: pathToFileURL(join(folder, 'preprocessor_config.json')),
      config: { id2label: { 0: 'a', 1: 'b', 2: 'c', 3: 'd' } },
    })
    expect(info).toMatchObject({ name: 'package', labels: ['a', 'b', 'c', 'd'], preprocessFrom: 'preprocessor_config.json' })
  })

  test('opens a Blob', async () => {
    const model = new Blob([meansModel() as Uint8Array<ArrayBuffer>])
    expect((await openModel({ model, preprocess: 'imagenet' })).info.preprocess.crop).toEqual([side, side])
  })

  test('reads weights from the file that the model names', async () => {
    await put('model.onnx', writeModel(externalModel('w.bin')))
    await put('w.bin', new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer))
    const classifier = await openModel(folder, { preprocess: { ...plainPreprocess(2, 2), scale: 1 } })
    const logits = new Float32Array(4)
    await classifier.session.run({ input: new Float32Array(12).fill(2) }, { logits }, 1)
    expect([...logits]).toEqual([2, 4, 6, 8])
  })

  test('follows no link out of the folder', async () => {
    await writeFile(join(root, 'secret.bin'), new Uint8Array(16))
    await put('model.onnx', writeModel(externalModel('w.bin')))
    await symlink(join(root, 'secret.bin'), join(folder, 'w.bin'))
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'MODEL_EXTERNAL_DATA_OUTSIDE', where: { value: 'w.bin' } })
  })

  test.each(['../secret.txt', '/etc/hosts'])('reads no class names from %s', async (labels) => {
    await writeFile(join(root, 'secret.txt'), 'a\nb\nc\nd\n')
    await put('model.onnx', meansModel())
    await put('telltale.json', { labels })
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE', where: { file: labels } })
  })

  test('says which weights are missing', async () => {
    await put('model.onnx', writeModel(externalModel('w.bin')))
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE', where: { value: 'w.bin' } })
  })

  test.each(['nowhere.onnx', '.'])('says that there is no model at %s', async (place) => {
    await expect(openModel(join(folder, place))).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
  })

  test('waits for no end of what is no regular file', async () => {
    await expect(openModel('/dev/zero')).rejects.toMatchObject({ code: 'MODEL_UNREADABLE', where: { file: '/dev/zero' } })
  })

  test('says that an address is to be downloaded first', async () => {
    await expect(openModel(new URL('https://example.com/model.onnx'))).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      message: expect.stringContaining('download it first'),
    })
  })

  test('names a JSON file that is broken', async () => {
    await put('model.onnx', meansModel())
    await writeFile(join(folder, 'config.json'), '{"id2label": ')
    await expect(openModel(folder)).rejects.toThrow(/config\.json is no JSON/)
  })
})
