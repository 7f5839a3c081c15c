import { describe, expect, it } from 'vitest'
import { partsOfFiles } from '../src/worker/parts-of-files.ts'
import type { GivenFile } from '../src/worker/protocol.ts'

function given(path: string, content = ''): GivenFile {
  return { path, file: new File([content], path.split('/').at(-1)!) }
}

describe('the pieces of a model among given files', () => {
  it('a lone file is called by its name', async () => {
    const { name, weights } = await partsOfFiles([given('resnet50.onnx')])
    expect(name).toBe('resnet50')
    expect(weights?.size).toBe(0)
  })

  it('a folder of the hub: the plain model, called by the folder, with what lies beside and above it', async () => {
    const { name, model, config, preprocessor, weights } = await partsOfFiles([
      given('net/onnx/model_quantized.onnx', 'small'),
      given('net/onnx/model.onnx', 'plain'),
      given('net/onnx/model.onnx_data', 'weights'),
      given('net/config.json', '{"id2label":{"0":"cat"}}'),
      given('net/preprocessor_config.json', '{"do_resize":true}'),
      given('net/README.md'),
      given('net/pytorch_model.bin'),
    ])
    expect(name).toBe('net')
    expect(await (model as File).text()).toBe('plain')
    expect([...weights!.keys()]).toEqual(['model.onnx_data'])
    expect(config).toEqual({ id2label: { 0: 'cat' } })
    expect(preprocessor).toEqual({ do_resize: true })
  })

  it('weights in folders below the model keep their path', async () => {
    const { weights } = await partsOfFiles([given('net/model.onnx'), given('net/data/part.bin')])
    expect([...weights!.keys()]).toEqual(['data/part.bin'])
  })

  it('class names come from the list that telltale.json names, else from labels.txt', async () => {
    const files = [given('m.onnx'), given('labels.txt', 'one\ntwo\n'), given('classes.txt', 'three\nfour\n')]
    expect((await partsOfFiles(files)).labels).toEqual(['one', 'two'])
    expect((await partsOfFiles([...files, given('telltale.json', '{"labels":"classes.txt"}')])).labels).toEqual(['three', 'four'])
  })

  it.each(['{', '[1]x', 'null'])('refuses a config.json of %s', async (content) => {
    await expect(partsOfFiles([given('m.onnx'), given('config.json', content)])).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      where: { file: 'config.json' },
    })
  })

  it('says what there was where there is no model', async () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => given(`net/${name}.bin`))
    await expect(partsOfFiles(files)).rejects.toThrow('There is no .onnx file among net/a.bin, net/b.bin, net/c.bin and 1 more.')
  })
})
