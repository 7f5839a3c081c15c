import { TelltaleError } from '../errors.ts'
import type { Baseline } from './baseline.ts'
import { blur } from './blur.ts'
import type { Pixels } from './pixels.ts'

/** What a baseline needs to know of a region map. */
interface Labels {
  readonly count: number
  /** One label per pixel of the frame, row-major, below `count`. */
  readonly labels: Uint16Array
}

/**
 * The pixels that hidden ones become: interleaved RGB, as many bytes as the frame has. Means are rounded per channel to
 * `floor(sum / pixels + 0.5)`, so every backend gets the same bytes. `region-mean` needs the regions; `picture` needs the RGB bytes of
 * that picture at the frame's size. Throws USAGE_PARAMETER when they are missing or have another size.
 */
export function resolveBaseline(baseline: Baseline, frame: Pixels, regions: Labels | null, picture?: Uint8Array): Uint8Array {
  const pixels = frame.width * frame.height
  switch (baseline.kind) {
    case 'black':
      return new Uint8Array(3 * pixels)
    case 'white':
      return new Uint8Array(3 * pixels).fill(255)
    case 'colour':
      return paintByLabel(new Uint16Array(pixels), Uint8Array.from(baseline.rgb))
    case 'mean':
      return paintMeans(frame, { count: 1, labels: new Uint16Array(pixels) })
    case 'region-mean':
      return paintMeans(frame, matching(regions, regions?.labels.length === pixels, 'region-mean', 'the region map of the frame'))
    case 'blur':
      return blur(frame, baseline.sigma * frame.width)
    case 'picture':
      return matching(
        picture,
        picture?.length === 3 * pixels,
        'picture',
        `a picture of ${frame.width}x${frame.height} pixels`,
      ).slice()
  }
}

function matching<T>(given: T | null | undefined, fits: boolean, baseline: string, needed: string): T {
  if (given && fits) return given
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `The baseline "${baseline}" needs ${needed}.`,
    `Give ${needed}, or choose the baseline mean.`,
    {
      value: baseline,
    },
  )
}

/** Paints every region in its mean colour. */
function paintMeans({ rgb }: Pixels, { count, labels }: Labels): Uint8Array {
  const sums = new Float64Array(3 * count)
  const sizes = new Float64Array(count)
  for (let i = 0, from = 0; i < labels.length; i++, from += 3) {
    const label = labels[i]!
    sizes[label]! += 1
    sums[3 * label]! += rgb[from]!
    sums[3 * label + 1]! += rgb[from + 1]!
    sums[3 * label + 2]! += rgb[from + 2]!
  }
  const means = sums.map((sum, i) => Math.floor(sum / sizes[Math.floor(i / 3)]! + 0.5))
  return paintByLabel(labels, Uint8Array.from(means))
}

function paintByLabel(labels: Uint16Array, colours: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * labels.length)
  for (let i = 0, to = 0; i < labels.length; i++, to += 3) {
    const from = 3 * labels[i]!
    rgb[to] = colours[from]!
    rgb[to + 1] = colours[from + 1]!
    rgb[to + 2] = colours[from + 2]!
  }
  return rgb
}
