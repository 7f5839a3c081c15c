import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { resolveBaseline } from '../../image/resolve-baseline.ts'

/** How far a mask is from showing everything, at least 0. */
export type MaskDistance = (mask: ArrayLike<number>) => number

/**
 * A distance of masks. `cosine`: 1 - sqrt(k / N) for k of N regions kept, 1 for none. The others compare the pixels, 0..1, of the frame with those of the
 * masked frame: they are sums over regions, so no frame is drawn. Throws USAGE_PARAMETER when the baseline is a picture and pixels are asked for.
 */
export function createMaskDistance(
  name: 'cosine' | 'pixel-cosine' | 'pixel-euclidean',
  evaluator: Pick<MaskEvaluator, 'frame' | 'regions' | 'baseline'>,
): MaskDistance {
  if (name === 'cosine') return keptCosine
  const products = regionProducts(evaluator)
  return name === 'pixel-cosine' ? pixelCosine(products) : pixelEuclidean(products)
}

function keptCosine(mask: ArrayLike<number>): number {
  let kept = 0
  for (let region = 0; region < mask.length; region++) kept += mask[region]!
  return 1 - Math.sqrt(kept / mask.length)
}

/** Per region, sums over its pixels and channels: frame x frame, frame x baseline, baseline x baseline. */
interface RegionProducts {
  readonly own: Float64Array
  readonly mixed: Float64Array
  readonly hidden: Float64Array
}

function regionProducts({ frame, regions, baseline }: Pick<MaskEvaluator, 'frame' | 'regions' | 'baseline'>): RegionProducts {
  const baselineRgb = resolveBaseline(baseline, frame, regions)
  const [own, mixed, hidden] = [0, 1, 2].map(() => new Float64Array(regions.count)) as [Float64Array, Float64Array, Float64Array]
  for (let i = 0; i < baselineRgb.length; i++) {
    const region = regions.labels[Math.floor(i / 3)]!
    const [shown, blank] = [frame.rgb[i]! / 255, baselineRgb[i]! / 255]
    own[region]! += shown * shown
    mixed[region]! += shown * blank
    hidden[region]! += blank * blank
  }
  return { own, mixed, hidden }
}

function pixelCosine({ own, mixed, hidden }: RegionProducts): MaskDistance {
  const length = own.reduce((sum, value) => sum + value, 0)
  return (mask) => {
    let product = 0
    let squares = 0
    for (let region = 0; region < mask.length; region++) {
      const isKept = mask[region] === 1
      product += isKept ? own[region]! : mixed[region]!
      squares += isKept ? own[region]! : hidden[region]!
    }
    const scale = Math.sqrt(length * squares)
    return scale > 0 ? Math.max(0, 1 - product / scale) : length === squares ? 0 : 1
  }
}

function pixelEuclidean({ own, mixed, hidden }: RegionProducts): MaskDistance {
  return (mask) => {
    let squares = 0
    for (let region = 0; region < mask.length; region++)
      if (mask[region] !== 1) squares += own[region]! - 2 * mixed[region]! + hidden[region]!
    return Math.sqrt(Math.max(0, squares))
  }
}
