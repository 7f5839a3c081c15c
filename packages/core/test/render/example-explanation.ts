import type { Explanation } from '../../src/explanation/document.ts'
import type { RegionMap } from '../../src/regions/region-map.ts'

const hash = 'a'.repeat(64)

/** A 4x4 frame cut out of the middle of an 8x6 picture; its four regions are its quarters, numbered in reading order. */
export const quarters: RegionMap = {
  width: 4,
  height: 4,
  count: 4,
  kind: 'grid',
  labels: Uint16Array.from([0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3]),
}

const top = [
  { class: 7, label: 'tabby cat', probability: 0.8 },
  { class: 9, label: 'lynx', probability: 0.1 },
]

/** The example as a search makes it: an order and no values. */
export function exampleOrder(change: (body: Explanation['body']) => Partial<Explanation['body']> = () => ({})): Explanation {
  const unmeasured = { consistency: [], collaboration: [], effectiveness: null, confidence: [] }
  return exampleExplanation((body) => ({
    attribution: { kind: 'order', order: [1, 2, 0, 3], terms: unmeasured },
    ...change(body),
  }))
}

/** A document over `quarters` whose answer is region 1 and whose flip set is regions 1 and 2. */
export function exampleExplanation(
  change: (body: Explanation['body']) => Partial<Explanation['body']> = () => ({}),
): Explanation {
  const body: Explanation['body'] = {
    model: {
      sha256: hash,
      name: 'tiny',
      opset: 17,
      preprocess: {
        resize: 'shortest-edge',
        size: [6, 6],
        crop: [4, 4],
        resample: 'bilinear',
        channels: 'rgb',
        scale: 1 / 255,
        mean: [0, 0, 0],
        std: [1, 1, 1],
      },
      preprocessFrom: 'flag',
      output: 'logits',
      link: 'softmax',
      classes: 10,
    },
    picture: {
      sha256: { file: hash, pixels: hash },
      name: 'cat.png',
      width: 8,
      height: 6,
      frame: { source: { x: 2, y: 1, width: 4, height: 4 }, width: 4, height: 4 },
    },
    target: { class: 7, label: 'tabby cat', why: 'predicted' },
    method: { name: 'submodular', parameters: {}, version: 1 },
    baseline: { kind: 'black' },
    seed: 1,
    threads: 1,
    backend: 'wasm-simd kernels, onnxruntime-node cpu',
    regions: {
      kind: 'grid',
      requested: 4,
      connected: true,
      count: 4,
      rows: 4,
      runs: [0, 2, 1, 2, 0, 2, 1, 2, 2, 2, 3, 2, 2, 2, 3, 2],
    },
    attribution: { kind: 'regions', values: [0, 3, 1, 0] },
    scores: { picture: 0.8, baseline: 0.01, predicted: 7, top },
    answer: {
      rule: { threshold: 0.75 },
      regions: [1],
      share: 0.25,
      kept: 0.7,
      top,
      reference: 0.8,
      irreducible: true,
      secondOpinion: { baseline: { kind: 'blur', sigma: 0.0625 }, kept: 0.65, holds: true },
      flip: {
        regions: [1, 2],
        share: 0.5,
        class: 9,
        label: 'lynx',
        probability: 0.4,
        top: [...top].reverse(),
        irreducible: true,
        holds: true,
      },
      others: { found: 0, core: [] },
      prefix: { sufficient: 1, flip: 2 },
    },
    curves: {
      insertion: { share: [0, 0.25, 0.5, 0.75, 1], score: [0.01, 0.7, null, 0.75, 0.8] },
      deletion: { share: [0, 0.25, 0.5, 0.75, 1], score: [0.8, 0.6, 0.2, 0.1, 0.01] },
    },
    highest: [
      { within: 0.25, kept: 0.7, share: 0.25, regions: 1 },
      { within: 0.5, kept: 0.7, share: 0.25, regions: 1 },
      { within: 0.75, kept: 0.75, share: 0.75, regions: 3 },
      { within: 1, kept: 0.8, share: 1, regions: 4 },
    ],
    trust: {
      insertion: 0.6,
      deletion: 0.3,
      random: { insertion: 0.4, deletion: 0.5, points: 4 },
      blob: { insertion: 0.45, deletion: 0.48, points: 4 },
      predicted: 0.32,
      rising: { checked: 3, violated: 0 },
      batchConsistent: true,
    },
    warnings: [],
  }
  return {
    schema: 'telltale/1',
    body: { ...body, ...change(body) },
    run: {
      telltale: '0.1.0',
      runtime: 'onnxruntime-node',
      device: 'cpu',
      batch: [2],
      startedAt: '2026-01-01T00:00:00.000Z',
      milliseconds: { total: 1500 },
      forwards: 12,
      memoHits: 0,
      complete: true,
    },
  }
}
