import { TelltaleError } from '../errors.ts'
import { boxOfFrame, isSameSize } from '../image/frame-box.ts'
import { maximumPixels } from '../image/limits.ts'
import type { Picture } from '../image/picture.ts'
import { sampleBilinear } from '../image/sample-plane.ts'
import type { Frame } from '../model/classifier.ts'

/** How important each place of a picture is, row-major; only the order of the values counts. */
export interface SaliencyMap {
  readonly width: number
  readonly height: number
  /** `width * height` finite numbers. */
  readonly values: Float32Array
}

/**
 * A saliency map in the size of the frame. A map of that size stays as it is; one of the picture's size is cut to what the frame shows;
 * any other is taken to cover the frame. Values in between are bilinear, without averaging.
 *
 * Throws MAP_UNREADABLE when the map is empty, holds a NaN or an infinity, or more than 100 million values.
 */
export function fitMap(map: SaliencyMap, frame: Frame, picture: Pick<Picture, 'width' | 'height'>): SaliencyMap {
  checkMap(map)
  if (isSameSize(map, frame)) return map
  const { width, height } = frame
  return { width, height, values: sampleBilinear(map, boxOfFrame(map, frame, picture), width, height) }
}

/** Throws MAP_UNREADABLE unless the map is `width * height` finite numbers, at least one and at most 100 million. */
export function checkMap({ width, height, values }: SaliencyMap, name = 'The saliency map'): void {
  if (width * height > maximumPixels || values.length > maximumPixels) {
    throw unusable(name, `it has ${width}x${height} values; the limit is ${maximumPixels}`, width * height, maximumPixels)
  }
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0
  if (!whole || values.length !== width * height) {
    throw unusable(name, `it has ${values.length} values for ${width}x${height} places`, values.length, `${width}x${height}`)
  }
  const broken = values.findIndex((value) => !Number.isFinite(value))
  if (broken === -1) return
  const place = `column ${broken % width}, row ${Math.floor(broken / width)} (index ${broken})`
  throw unusable(name, `its value at ${place} is ${values[broken]}`, `${values[broken]} at index ${broken}`, 'finite numbers')
}

function unusable(name: string, reason: string, value: number | string, limit: number | string): TelltaleError {
  return new TelltaleError(
    'MAP_UNREADABLE',
    `${name} cannot be used: ${reason}.`,
    'Save it again as rows and columns of finite numbers, about as many as the frame has pixels.',
    { value, limit },
  )
}
