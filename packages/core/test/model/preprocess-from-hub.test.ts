import { describe, expect, test } from 'vitest'
import { preprocessFromHub, preprocessFromTimm } from '../../src/model/preprocess-from-hub.ts'

const half = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] }

describe('preprocessFromHub', () => {
  test.each([
    [
      'ViT: a square',
      { image_processor_type: 'ViTImageProcessor', size: { height: 224, width: 224 }, resample: 2, ...half },
      { resize: 'exact', size: [224, 224], crop: null, resample: 'bilinear' },
    ],
    [
      'old ViT: one number is a square',
      { feature_extractor_type: 'ViTFeatureExtractor', size: 224, ...half },
      { resize: 'exact', size: [224, 224], crop: null },
    ],
    [
      'MobileNet: shortest edge and crop',
      { image_processor_type: 'MobileNetV2ImageProcessor', size: { shortest_edge: 256 }, do_center_crop: true, crop_size: 224 },
      { resize: 'shortest-edge', size: [256, 256], crop: [224, 224] },
    ],
    [
      'CLIP: one number is the shortest edge',
      { feature_extractor_type: 'CLIPFeatureExtractor', size: 224, do_center_crop: true, crop_size: 224, resample: 3 },
      { resize: 'shortest-edge', size: [224, 224], crop: [224, 224], resample: 'bicubic' },
    ],
    [
      'DeiT: a square, then a crop',
      {
        image_processor_type: 'DeiTImageProcessor',
        size: { height: 256, width: 256 },
        do_center_crop: true,
        crop_size: { height: 224, width: 224 },
      },
      { resize: 'exact', size: [256, 256], crop: [224, 224] },
    ],
    [
      'ConvNext: the crop is a share of the size',
      { image_processor_type: 'ConvNextImageProcessor', size: { shortest_edge: 224 }, crop_pct: 0.875 },
      { resize: 'shortest-edge', size: [256, 256], crop: [224, 224] },
    ],
    [
      'ConvNext at 384: no crop',
      { image_processor_type: 'ConvNextImageProcessor', size: { shortest_edge: 384 }, crop_pct: 0.875 },
      { resize: 'exact', size: [384, 384], crop: null },
    ],
  ])('%s', (_, file, expected) => {
    expect(preprocessFromHub(file)).toMatchObject(expected)
  })

  test('leaves out the steps that are switched off', () => {
    expect(preprocessFromHub({ size: 8, do_rescale: false, do_normalize: false, ...half })).toMatchObject({
      scale: 1,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    })
  })

  test("squares the deviation for EfficientNet's second division", () => {
    const file = { image_processor_type: 'EfficientNetImageProcessor', size: { height: 8, width: 8 }, include_top: true, ...half }
    expect(preprocessFromHub(file)?.std).toEqual([0.25, 0.25, 0.25])
  })

  test('is null for a file that says something else', () => {
    expect(preprocessFromHub({ size: 'large' })).toBeNull()
    expect(preprocessFromHub(undefined)).toBeNull()
  })
})

describe('preprocessFromTimm', () => {
  test('grows the size by the share of the crop', () => {
    const config = {
      pretrained_cfg: {
        input_size: [3, 224, 224],
        crop_pct: 0.9,
        interpolation: 'bicubic',
        mean: [0.5, 0.5, 0.5],
        std: [1, 1, 1],
      },
    }
    expect(preprocessFromTimm(config)).toMatchObject({
      resize: 'shortest-edge',
      size: [248, 248],
      crop: [224, 224],
      resample: 'bicubic',
    })
  })
})
