import { blockMeans } from '../../math/block-means.ts'
import { pearson } from '../../math/pearson.ts'
import type { Frame, Warning } from '../../model/classifier.ts'

/** Below this correlation between the maps of two halves of the samples, much of the map is chance. */
const smallestAgreement = 0.5

/** Pixels per side of what is called an area here. */
const area = 8

/** How far the maps of two halves of the samples agree, -1..1: pixel by pixel, and in strength over areas of 8 x 8 pixels. */
export interface Agreement {
  readonly pixelAgreement: number
  readonly areaAgreement: number
}

/** Correlations of two maps f32[H * W]; NaN where one is level or has one area only. */
export function agreementOf(
  first: Float32Array,
  second: Float32Array,
  { width, height }: Pick<Frame, 'width' | 'height'>,
): Agreement {
  const areas = (map: Float32Array): Float64Array => blockMeans(map.map(Math.abs), width, height, area)
  return { pixelAgreement: pearson(first, second), areaAgreement: pearson(areas(first), areas(second)) }
}

/** SAMPLES_FEW where even areas are chance, or where pixels are. `what` are the samples, such as "noisy copies". */
export function agreementWarnings(samples: number, what: string, { pixelAgreement, areaAgreement }: Agreement): Warning[] {
  if (pixelAgreement >= smallestAgreement) return []
  const message =
    areaAgreement >= smallestAgreement
      ? `Single pixels of this map are chance, its areas are not: the maps of two halves of ${samples} ${what} agree by ${by(pixelAgreement)} pixel by pixel, and by ${by(areaAgreement)} over areas of 8 x 8 pixels (correlation; 1 is the same map). Read areas, or allow more with --samples.`
      : `${samples} ${what} are few here: the maps of two halves of them agree by ${by(areaAgreement)} even over areas of 8 x 8 pixels (correlation; 1 is the same map). Allow more with --samples.`
  return [{ code: 'SAMPLES_FEW', message }]
}

function by(correlation: number): string {
  return Number.isNaN(correlation) ? 'nothing that could be measured' : correlation.toFixed(2)
}
