import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choosePreprocess } from '../../src/model/choose-preprocess.ts'
import { openModel } from '../../src/model/open.node.ts'
import { convReluPoolGemm } from '../../src/testing/tiny-models/conv-relu-pool-gemm.ts'
import { damaged, damages } from './damage.ts'
import { changes, damagedJson } from './damage-json.ts'
import { outcomeOf, seed } from './outcome.ts'

const files = 100
const foreseen = /^(fine|MODEL_[A-Z_]+|USAGE_PARAMETER)$/

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'telltale-fuzz-'))
  writeFileSync(join(folder, 'model.onnx'), convReluPoolGemm().model)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Opens the model with one hostile file beside it, and prepares a picture as it says. */
async function openBeside(name: string, content: string | Uint8Array): Promise<string> {
  writeFileSync(join(folder, name), content)
  const outcome = await outcomeOf(async () => {
    const model = await openModel(folder, { threads: 1 })
    model.frame({ name: 'a', width: 4, height: 4, rgb: new Uint8Array(48), sha256: { file: '', pixels: '' }, warnings: [] })
    await model.dispose()
  })
  rmSync(join(folder, name))
  return outcome
}

const whole = {
  'telltale.json': {
    name: 'tiny',
    preprocess: { ...convReluPoolGemm().preprocess },
    labels: ['tabby cat', 'tiger cat', 'lynx'],
    output: 'logits',
    multiLabel: false,
  },
  'config.json': {
    id2label: { 0: 'tabby cat', 1: 'tiger cat', 2: 'lynx' },
    problem_type: 'single_label_classification',
    pretrained_cfg: {
      input_size: [3, 8, 8],
      interpolation: 'bicubic',
      crop_pct: 0.9,
      crop_mode: 'center',
      mean: [0.5, 0.5, 0.5],
      std: [1, 1, 1],
    },
  },
  'preprocessor_config.json': {
    image_processor_type: 'ViTImageProcessor',
    do_resize: true,
    size: { height: 8, width: 8 },
    resample: 2,
    do_center_crop: true,
    crop_size: { height: 8, width: 8 },
    rescale_factor: 0.00392,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
  },
} as const
const names = Object.keys(whole) as (keyof typeof whole)[]

describe(`${files} hostile files of each kind beside a model (seed ${seed})`, () => {
  it.each(names)('%s: a model that opens and takes pictures, or a coded error', async (name) => {
    const property = fc.asyncProperty(changes, async (all) => {
      expect(await openBeside(name, damagedJson(whole[name], all))).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('labels.txt: a model that opens and takes pictures, or a coded error', async () => {
    const property = fc.asyncProperty(damages, async (all) => {
      expect(await openBeside('labels.txt', damaged(Buffer.from('tabby cat\ntiger cat\nlynx\n'), all))).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })
})

describe('files beside a model that once ended without a coded error, or asked for all memory', () => {
  it.each<[string, string, unknown, string]>([
    ['a class name that has no text', 'config.json', { id2label: { 0: { toString: 1 }, 1: 'a', 2: 'b' } }, 'fine'],
    ['a crop that keeps nothing', 'config.json', { pretrained_cfg: { input_size: [3, 8, 8], crop_pct: 0 } }, 'fine'],
    ['a crop of less than nothing', 'config.json', { pretrained_cfg: { input_size: [3, 8, 8], crop_pct: -1 } }, 'fine'],
    [
      'pictures of 67 million pixels',
      'telltale.json',
      { preprocess: { resize: 'exact', size: [8192, 8192] } },
      'USAGE_PARAMETER',
    ],
  ])('%s', async (_, name, content, expected) => {
    expect(await openBeside(name, JSON.stringify(content))).toBe(expected)
  })

  it('a class name of lists within lists', async () => {
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`
    expect(await openBeside('config.json', `{"id2label":{"0":${deep},"1":"a","2":"b"}}`)).toBe('fine')
  })

  it('pictures of 67 million pixels, for a model that takes any', async () => {
    const telltale = { resize: 'exact', size: [8192, 8192], crop: null } as const
    const input = { name: 'input', layout: 'nchw', elementType: 1, batch: null, height: null, width: null } as const
    const sources = { option: undefined, telltale, preprocessor: undefined, config: undefined, metadata: undefined }
    expect(await outcomeOf(() => choosePreprocess(sources, input, 'hostile.onnx'))).toBe('USAGE_PARAMETER')
  })
})
