import type { MaskEvaluator, Masks, Scores } from '../evaluator/mask-evaluator.ts'
import { maskKey } from '../evaluator/memo.ts'
import type { RegionMap } from '../regions/region-map.ts'

/** 0/1 masks of single pixels. */
export interface PixelMasks {
  readonly count: number
  /** Fills mask `index`, u8[height * width]: 1 = kept, 0 = hidden. Called more than once. */
  readonly write: (index: number, kept: Uint8Array) => void
}

/** What a model says of each mask: of the first target `[count]`. */
export interface PixelScores {
  readonly probabilities: Float64Array
  readonly logits: Float64Array
  /** Class that wins. */
  readonly predicted: Uint32Array
}

/** Masks that are run together; their pixels fall into groups by the 16 bits that say which of them keep it. */
const together = 16

/**
 * Scores of pixel masks. Whoever asks for the same kept pixels again, on the same evaluator and for whatever metric, pays nothing: a mask that is
 * made of whole regions of the evaluator is run as one of those, so that methods and metrics share it, and any other is known by its bits.
 */
export async function scorePixelMasks(evaluator: MaskEvaluator, { count, write }: PixelMasks): Promise<PixelScores> {
  const result = { probabilities: new Float64Array(count), logits: new Float64Array(count), predicted: new Uint32Array(count) }
  const run = async (indices: readonly number[], masks: Masks): Promise<void> =>
    copyScores(await evaluator.evaluate(masks), evaluator.targets.length, indices, result)

  const kept = Array.from({ length: Math.min(together, count) }, () => new Uint8Array(evaluator.regions.labels.length))
  const whole: number[] = []
  const rows: Float32Array[] = []
  const loose: number[] = []
  for (let index = 0; index < count; index++) {
    write(index, kept[0]!)
    const weights = weightsOfRegions(kept[0]!, evaluator.regions)
    if (weights === null) loose.push(index)
    else {
      whole.push(index)
      rows.push(weights)
    }
  }
  if (whole.length > 0) await run(whole, { kind: 'regions', count: whole.length, weights: joined(rows) })
  for (let first = 0; first < loose.length; first += together) {
    const indices = loose.slice(first, first + together)
    indices.forEach((index, row) => void write(index, kept[row]!))
    await run(indices, groupedMasks(kept.slice(0, indices.length), evaluator.regions))
  }
  return result
}

/** What the model says of the whole picture: its probability of the first target, and the class that wins. */
export async function scoreWhole(
  evaluator: MaskEvaluator,
): Promise<{ readonly probability: number; readonly predicted: number }> {
  const { probabilities, predicted } = await scorePixelMasks(evaluator, { count: 1, write: (_, kept) => void kept.fill(1) })
  return { probability: probabilities[0]!, predicted: predicted[0]! }
}

/** The mask as weights of regions, or null where it cuts through one. */
function weightsOfRegions(kept: Uint8Array, { count, labels }: RegionMap): Float32Array | null {
  const weights = new Float32Array(count).fill(-1)
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const region = labels[pixel]!
    if (weights[region] === -1) weights[region] = kept[pixel]!
    else if (weights[region] !== kept[pixel]) return null
  }
  return weights
}

/** Up to 16 masks, with pixels that share their fate in all of them as regions. */
function groupedMasks(kept: readonly Uint8Array[], { width, height }: RegionMap): Masks {
  const groupOf = new Int32Array(2 ** together).fill(-1)
  const fates: number[] = []
  const labels = new Uint16Array(width * height)
  for (let pixel = 0; pixel < labels.length; pixel++) {
    let fate = 0
    for (let mask = 0; mask < kept.length; mask++) fate |= kept[mask]![pixel]! << mask
    if (groupOf[fate] === -1) groupOf[fate] = fates.push(fate) - 1
    labels[pixel] = groupOf[fate]!
  }
  const weights = joined(kept.map((_, mask) => Float32Array.from(fates, (fate) => (fate >> mask) & 1)))
  return {
    kind: 'regions',
    count: kept.length,
    weights,
    regions: { width, height, count: fates.length, labels, kind: 'pixels' },
    keys: kept.map((mask) => `pixels:${maskKey(mask, 0, mask.length)}`),
  }
}

function joined(rows: readonly Float32Array[]): Float32Array {
  const length = rows[0]!.length
  const all = new Float32Array(rows.length * length)
  rows.forEach((row, index) => void all.set(row, index * length))
  return all
}

function copyScores(from: Scores, targets: number, indices: readonly number[], to: PixelScores): void {
  indices.forEach((index, row) => {
    to.probabilities[index] = from.probabilities[row * targets]!
    to.logits[index] = from.logits[row * targets]!
    to.predicted[index] = from.predicted[row]!
  })
}
