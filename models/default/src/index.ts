/**
 * The embedded classifier: EfficientNet-Lite0 at 224 x 224, 1000 ImageNet classes (Tan and Le 2019; Apache-2.0, see NOTICE).
 * File URLs, so that npm ships the files, Node reads them and a bundler turns them into assets. Pass it to `openModel`.
 */
export const defaultModel = {
  name: 'efficientnet-lite0',
  model: new URL('../onnx/model.onnx', import.meta.url),
  config: new URL('../config.json', import.meta.url),
  preprocessor: new URL('../preprocessor_config.json', import.meta.url),
} as const
export { type SamplePicture, samplePictures } from './samples.ts'
