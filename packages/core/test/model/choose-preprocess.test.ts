import { describe, expect, test } from 'vitest'
import type { PictureInput } from '../../src/graph/find-input.ts'
import { choosePreprocess, imagenetPreset, type PreprocessSources } from '../../src/model/choose-preprocess.ts'
import type { Preprocess } from '../../src/model/classifier.ts'

const input: PictureInput = { name: 'input', layout: 'nchw', elementType: 1, batch: null, height: 224, width: 224 }
const nothing: PreprocessSources = {
  option: undefined,
  telltale: undefined,
  preprocessor: undefined,
  config: undefined,
  metadata: undefined,
}
const choose = (sources: Partial<PreprocessSources>) => choosePreprocess({ ...nothing, ...sources }, input, 'm.onnx')

describe('choosePreprocess', () => {
  test("guesses ImageNet's for the size of the model, and warns", () => {
    const { preprocess, from, warnings } = choose({})
    expect(preprocess).toEqual(imagenetPreset(input))
    expect(preprocess).toMatchObject({ size: [256, 256], crop: [224, 224] })
    expect(from).toBe('guess')
    expect(warnings.map(({ code }) => code)).toEqual(['MODEL_PREPROCESSING_ASSUMED'])
  })

  test('does not warn when ImageNet is what the caller said', () => {
    expect(choose({ option: 'imagenet' }).warnings).toEqual([])
  })

  test.each([
    ['telltale.json', { telltale: { scale: 2 }, preprocessor: { rescale_factor: 3 }, metadata: { scale: 4 } }, 2],
    ['preprocessor_config.json', { preprocessor: { rescale_factor: 3 }, metadata: { scale: 4 } }, 3],
    ['metadata', { metadata: { scale: 4 } }, 4],
  ])('takes %s before what is weaker', (from, sources, scale) => {
    const chosen = choose(sources)
    expect(chosen.from).toBe(from)
    expect(chosen.preprocess.scale).toBe(scale)
    expect(chosen.warnings).toEqual([])
  })

  test('lets an option change one entry of what the files say', () => {
    const chosen = choose({ option: { channels: 'bgr' }, telltale: { scale: 2 } })
    expect(chosen.preprocess).toMatchObject({ channels: 'bgr', scale: 2 })
    expect(chosen.from).toBe('option + telltale.json')
  })

  test('warns when the file asks for a filter that is not there', () => {
    const { preprocess, warnings } = choose({ preprocessor: { resample: 1 } })
    expect(preprocess.resample).toBe('bicubic')
    expect(warnings.map(({ code }) => code)).toEqual(['MODEL_PREPROCESSING_ASSUMED'])
  })

  test('drops the guessed crop when an exact size is given', () => {
    expect(choose({ option: { resize: 'exact', size: [224, 224] } }).preprocess.crop).toBeNull()
  })

  test('refuses frames of another size than the model takes', () => {
    expect(() => choose({ option: { crop: [200, 224] } })).toThrow(
      expect.objectContaining({
        code: 'USAGE_PARAMETER',
        where: expect.objectContaining({ value: '200x224', limit: '224x224' }),
      }),
    )
  })

  test.each([
    ['std', { std: [1, 0, 1] }],
    ['size', { size: [0, 224] as const }],
    ['scale', { scale: Number.NaN }],
    ['colour', { colour: 'rgb' }],
  ])('names the wrong entry "%s"', (entry, option) => {
    expect(() => choose({ option: option as Partial<Preprocess> })).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', message: expect.stringContaining(entry) }),
    )
  })
})
