import type { Attribution } from '../explanation/attribution.ts'
import { attributionFromJson } from '../explanation/attribution-json.ts'
import type { ExplanationBody } from '../explanation/document.ts'
import { toMap } from '../explanation/to-map.ts'
import { resample } from '../image/resample.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Pixels } from './dim-picture.ts'
import { findMethod } from './find-method.ts'
import { clipScale, colourSaliency, levelScale, type SaliencyScale, saliencyScale } from './saliency-map.ts'
import { isLevel, signSpeaks, valueUnit } from './value-unit.ts'

/** An attribution as it is drawn: what its colours run from and to, and in which unit. */
export interface ShownMap {
  readonly attribution: Attribution
  readonly scale: SaliencyScale
  readonly unit: string
  /** Whether above and below zero are for and against the target. */
  readonly speaks: boolean
  /** The largest magnitude beyond the scale's ends; null where the scale holds all values. */
  readonly beyond: number | null
}

/** Share of a map's pixels whose magnitudes its colours tell apart, where single pixels stick out of all others. */
const clipShare = 0.99

/** The attribution of a document with its scale. Maps of derivatives, and those from elsewhere, end at the 99th percentile of magnitudes. */
export function shownMap(body: ExplanationBody, regions: RegionMap): ShownMap {
  const attribution = attributionFromJson(body.attribution)
  const method = findMethod(body)
  const values = attribution.kind === 'grid' ? Float32Array.from(attribution.values) : toMap(attribution, regions, regions)
  const whole = isLevel(body) ? levelScale(values) : saliencyScale(values, method?.signed === true)
  const speckled = attribution.kind === 'map' && (method === undefined || method.access === 'gradients')
  const scale = speckled ? clipScale(values, whole, clipShare) : whole
  const largest = Math.max(whole.to, -whole.from)
  return { attribution, scale, unit: valueUnit(body), speaks: signSpeaks(body), beyond: scale === whole ? null : largest }
}

/** How fine the map is, in a few words. */
export function describeDetail({ attribution }: ShownMap): string {
  switch (attribution.kind) {
    case 'order':
      return 'ranks, no amounts'
    case 'regions':
      return 'by region'
    case 'grid':
      return `${attribution.rows} x ${attribution.columns}`
    case 'map':
      return 'by pixel'
  }
}

/**
 * The map in colours, to be laid over a frame that is drawn in `size`: a grid is enlarged bilinearly to it, anything else keeps the frame's
 * pixels, and is averaged only where they are too many for the place.
 */
export function colourMap({ attribution, scale }: ShownMap, regions: RegionMap, size: Omit<Pixels, 'rgb'>): Pixels {
  if (attribution.kind === 'grid') return { ...size, rgb: colourSaliency(toMap(attribution, regions, size), scale) }
  const { width, height } = regions
  const rgb = colourSaliency(toMap(attribution, regions, regions), scale)
  if (size.width >= width && size.height >= height) return { width, height, rgb }
  return { ...size, rgb: resample(rgb, width, height, size.width, size.height, 'bilinear') }
}
