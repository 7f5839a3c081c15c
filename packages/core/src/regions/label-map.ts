import { TelltaleError } from '../errors.ts'
import { boxOfFrame, isSameSize } from '../image/frame-box.ts'
import type { Picture } from '../image/picture.ts'
import { sampleNearest } from '../image/sample-plane.ts'
import type { Frame } from '../model/classifier.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'

/** A label for every pixel, row-major, of a picture or of a frame: pixels with the same label form a region. Any labels will do. */
export interface LabelMap {
  readonly width: number
  readonly height: number
  readonly values: Uint16Array | Uint32Array
}

/**
 * Regions from given labels, numbered by rising label. Labels of the frame's size are taken as they are; those of the picture's size go
 * through the box that the frame shows, each pixel of the frame taking the label under its middle. Labels that the frame does not show
 * are left out. `name` is what errors call the labels.
 *
 * Throws USAGE_REGIONS when the labels have any other size, or show more than 65535 regions.
 */
export function regionsFromLabels(
  labels: LabelMap,
  frame: Frame,
  picture: Pick<Picture, 'width' | 'height'>,
  name = 'The label map',
): RegionMap {
  const { width, height } = frame
  checkSize(labels, frame, picture, name)
  const shown = isSameSize(labels, frame)
    ? labels.values
    : sampleNearest(labels, boxOfFrame(labels, frame, picture), width, height)
  return { width, height, ...compactLabels(shown, name), kind: 'file' }
}

/**
 * Renames labels to 0, 1, 2, ... without a gap; their order stays. Throws USAGE_REGIONS when there are more than 65535 different ones.
 */
export function compactLabels(values: ArrayLike<number>, name: string): { readonly labels: Uint16Array; readonly count: number } {
  const different = new Set<number>()
  for (let i = 0; i < values.length; i++) {
    if (different.add(values[i]!).size > maximumRegions) throw tooMany(name)
  }
  const renamed = new Map([...different].sort((a, b) => a - b).map((label, index) => [label, index]))
  const labels = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) labels[i] = renamed.get(values[i]!)!
  return { labels, count: different.size }
}

function tooMany(name: string): TelltaleError {
  return new TelltaleError(
    'USAGE_REGIONS',
    `${name} has more than ${maximumRegions} different labels.`,
    'Give every region one whole number; a photograph or a map of fractions is no label map.',
    { value: `more than ${maximumRegions}`, limit: maximumRegions },
  )
}

function checkSize(labels: LabelMap, frame: Frame, picture: Pick<Picture, 'width' | 'height'>, name: string): void {
  const fits = isSameSize(labels, frame) || isSameSize(labels, picture)
  if (fits && labels.values.length === labels.width * labels.height) return
  const say = ({ width, height }: Pick<Picture, 'width' | 'height'>): string => `${width}x${height}`
  const size = fits ? `${labels.values.length} labels for ${say(labels)} pixels` : `${say(labels)} pixels`
  throw new TelltaleError(
    'USAGE_REGIONS',
    `${name} has ${size}, but the picture has ${say(picture)} and the frame that the model sees has ${say(frame)}.`,
    'Give one label for each pixel of the picture, or of the frame.',
    { value: say(labels), limit: isSameSize(picture, frame) ? say(frame) : `${say(picture)} or ${say(frame)}` },
  )
}
