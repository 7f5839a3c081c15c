import { TelltaleError } from '../errors.ts'
import type { NpyArray } from '../image/decode-npy.ts'
import { unreadableMap } from '../image/npy-header.ts'
import { labelsOfMasks, maskOf } from './binary-masks.ts'
import { compactLabels, type LabelMap } from './label-map.ts'
import { maximumMasks } from './limits.ts'
import { checkMap, type SaliencyMap } from './saliency-map.ts'

/**
 * A saliency map from numbers of shape [height, width], [1, height, width] or [height, width, 1]. Throws MAP_UNREADABLE when they have
 * another shape or are not all finite as float32.
 */
export function saliencyFromArray({ shape, values }: NpyArray, name: string): SaliencyMap {
  const axes = withoutSingleAxis(shape)
  if (axes.length !== 2) throw wrongShape(name, shape, '(height, width)')
  const map = { width: axes[1]!, height: axes[0]!, values: Float32Array.from(values) }
  checkMap(map, `"${name}"`)
  return map
}

function withoutSingleAxis(shape: readonly number[]): readonly number[] {
  if (shape.length !== 3) return shape
  return shape[0] === 1 ? shape.slice(1) : shape[2] === 1 ? shape.slice(0, 2) : shape
}

/**
 * Labels from whole numbers of shape [height, width], or from a stack of masks of shape [masks, height, width] whose numbers other than 0
 * are inside; overlaps as in `labelsOfMasks`. Throws MAP_UNREADABLE for another shape, no values or fractions, USAGE_REGIONS for more than
 * 65535 labels or 4096 masks.
 */
export function labelsFromArray({ shape, values }: NpyArray, name: string): LabelMap {
  if ((shape.length !== 2 && shape.length !== 3) || values.length === 0) {
    throw wrongShape(name, shape, '(height, width) for labels or (masks, height, width) for masks')
  }
  const broken = values.findIndex((value) => !Number.isInteger(value))
  if (broken !== -1) {
    const value = `${values[broken]} at index ${broken}`
    throw unreadableMap(
      name,
      `it holds ${value}, but labels and masks are whole numbers`,
      'Round it, or give it as a prior.',
      value,
    )
  }
  const [height, width] = shape.slice(-2) as [number, number]
  if (shape.length === 2) return { width, height, values: compactLabels(values, `"${name}"`).labels }

  if (shape[0]! > maximumMasks) throw tooManyMasks(name, shape[0]!)
  const pixels = width * height
  const masks = Array.from({ length: shape[0]! }, (_, mask) => maskOf(values.subarray(mask * pixels, (mask + 1) * pixels)))
  return { width, height, values: compactLabels(labelsOfMasks(masks, pixels), `"${name}"`).labels }
}

function tooManyMasks(name: string, masks: number): TelltaleError {
  return new TelltaleError(
    'USAGE_REGIONS',
    `"${name}" is a stack of ${masks} masks; the limit is ${maximumMasks}.`,
    'Save an array of shape (height, width) for labels or (masks, height, width) for masks.',
    { file: name, value: masks, limit: maximumMasks },
  )
}

function wrongShape(name: string, shape: readonly number[], wanted: string): Error {
  const found = `(${shape.join(', ')})`
  return unreadableMap(name, `its shape is ${found}`, `Save an array of shape ${wanted}.`, found, wanted)
}
