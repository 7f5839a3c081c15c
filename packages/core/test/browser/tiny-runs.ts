import type { ExplainOptions } from '../../src/explain/options.ts'
import { explain } from '../../src/explain.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { sha256 } from '../../src/sha256.ts'
import { convReluPoolGemm, grid49, type TinyModel } from '../../src/testing/index.ts'

/** A tiny model, and how its frame is explained. */
export interface TinyRun {
  readonly tiny: TinyModel
  readonly labels: readonly string[]
  readonly options: ExplainOptions
}

/** Runs that page and Node share: the default search over known regions, and exact greedy over SLICO's on a convolutional network. */
export const tinyRuns = {
  grid49: (): TinyRun => ({
    tiny: grid49(),
    labels: ['thing', 'nothing'],
    options: { regions: { kind: 'grid', count: 49 }, baseline: { kind: 'black' }, budget: 120 },
  }),
  convolution: (): TinyRun => ({ tiny: convReluPoolGemm(), labels: ['a', 'b', 'c'], options: { regions: 9 } }),
} as const

export type TinyRunName = keyof typeof tinyRuns

/** The parts of a tiny model as `openModel` takes them. */
export function partsOf({ tiny, labels }: TinyRun) {
  return { model: tiny.model, preprocess: tiny.preprocess, labels, name: 'tiny' }
}

export async function explainTiny(
  model: Classifier,
  { tiny, options }: TinyRun,
  more: ExplainOptions = {},
): Promise<Explanation> {
  return explain(model, await pictureOf(tiny), { ...options, ...more })
}

export async function pictureOf({ frame }: TinyModel): Promise<Picture> {
  const pixels = await sha256(frame.rgb)
  return { name: 'tiny.png', ...frame, sha256: { file: pixels, pixels }, warnings: [] }
}

/** The regions in the order that was found. */
export function orderOf({ body: { attribution } }: Explanation): readonly number[] {
  return attribution.kind === 'order' ? attribution.order : []
}
