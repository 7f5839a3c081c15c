import { TelltaleError } from '../errors.ts'
import { elementTypes, graphOf, type OnnxModel } from './proto.ts'
import { elementTypeOf, shapeOf } from './value.ts'

/** The picture input of a model. `null` sizes are free. */
export interface PictureInput {
  readonly name: string
  readonly layout: 'nchw' | 'nhwc'
  readonly elementType: number
  readonly batch: number | null
  readonly height: number | null
  readonly width: number | null
}

/** Pixels of one batch that memory is asked for on a file's word: 4096 x 4096. */
export const mostInputPixels = 2 ** 24

const pictureTypes: readonly number[] = [elementTypes.float32, elementTypes.float16, elementTypes.float64, elementTypes.uint8]

/**
 * The one input that takes RGB pictures: four axes, three channels on the second (NCHW) or the last one (NHWC). Throws
 * MODEL_NOT_A_CLASSIFIER when the model has no such input, or needs others besides, and MODEL_TOO_LARGE when its fixed sizes make more than
 * 16 million pixels.
 */
export function findInput(model: OnnxModel, file: string): PictureInput {
  const graph = graphOf(model)
  // Before IR version 4 every initialiser was listed as an input as well.
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const inputs = graph.input.filter(({ name }) => !constants.has(name))
  const [input, ...others] = inputs
  if (input === undefined || others.length > 0) {
    const names = inputs.map(({ name }) => `"${name}"`).join(', ') || 'none'
    throw notAPictureModel(file, `it must have one input, the picture; its inputs are: ${names}`)
  }

  const elementType = elementTypeOf(input)
  const shape = shapeOf(input)
  if (!pictureTypes.includes(elementType))
    throw notAPictureModel(file, `its input "${input.name}" takes no pixels (element type ${elementType})`)
  if (shape === null || shape.length !== 4) {
    throw notAPictureModel(file, `its input "${input.name}" has ${shape?.length ?? 'an unknown number of'} axes instead of 4`)
  }
  const size = (axis: number): number | null => (typeof shape[axis] === 'number' ? shape[axis] : null)
  const layout = size(1) !== 3 && size(3) === 3 ? 'nhwc' : 'nchw'
  const channels = size(layout === 'nchw' ? 1 : 3)
  if (channels !== null && channels !== 3)
    throw notAPictureModel(file, `its input "${input.name}" has ${channels} channels instead of 3`)
  const [height, width] = layout === 'nchw' ? [size(2), size(3)] : [size(1), size(2)]
  const batch = size(0)
  const pixels = (batch ?? 1) * (height ?? 1) * (width ?? 1)
  if (pixels > mostInputPixels) throw tooLargeInput(file, input.name, pixels)
  return { name: input.name, layout, elementType, batch, height, width }
}

function notAPictureModel(file: string, why: string): TelltaleError {
  return new TelltaleError(
    'MODEL_NOT_A_CLASSIFIER',
    `${file} does not take RGB pictures: ${why}.`,
    'Give a model with one image input, f32[batch, 3, height, width] or f32[batch, height, width, 3].',
    { file },
  )
}

function tooLargeInput(file: string, name: string, pixels: number): TelltaleError {
  return new TelltaleError(
    'MODEL_TOO_LARGE',
    `The input "${name}" of ${file} takes ${pixels} pixels at once; the limit is ${mostInputPixels}.`,
    'Export the model with a free batch axis, or for smaller pictures.',
    { file, value: pixels, limit: mostInputPixels },
  )
}
