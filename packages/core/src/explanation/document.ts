import * as z from 'zod/mini'

const count = z.int().check(z.minimum(0))
const share = z.number().check(z.minimum(0), z.maximum(1.0000001))
const probability = share
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const maybe = z.nullable(z.number())
const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
const warning = z.object({ code: z.string(), message: z.string() })
const classProbability = z.object({ class: count, label: z.string(), probability })

const preprocess = z.object({
  resize: z.enum(['shortest-edge', 'exact']),
  size: z.tuple([count, count]),
  crop: z.nullable(z.tuple([count, count])),
  resample: z.enum(['nearest', 'bilinear', 'bicubic']),
  channels: z.enum(['rgb', 'bgr']),
  scale: z.number(),
  mean: z.array(z.number()),
  std: z.array(z.number()),
})

const level = count.check(z.maximum(255))

/** A baseline as data, as strangers may write it. */
export const baselineSchema = z.union([
  z.object({ kind: z.enum(['black', 'white', 'mean', 'region-mean']) }),
  z.object({ kind: z.literal('blur'), sigma: z.number().check(z.positive(), z.maximum(1)) }),
  z.object({ kind: z.literal('colour'), rgb: z.tuple([level, level, level]) }),
  z.object({ kind: z.literal('picture'), sha256: hash }),
])

const attribution = z.union([
  z.object({
    kind: z.literal('order'),
    order: z.array(count),
    /** Per prefix 0..N; null = not measured. */
    terms: z.object({
      consistency: z.array(maybe),
      collaboration: z.array(maybe),
      effectiveness: z.nullable(z.array(maybe)),
      confidence: z.array(maybe),
    }),
  }),
  z.object({ kind: z.literal('regions'), values: z.array(z.number()) }),
  z.object({ kind: z.literal('grid'), rows: count, columns: count, values: z.array(z.number()) }),
  /** f32 values of the frame, row-major, little-endian, base64. */
  z.object({ kind: z.literal('map'), values: z.string() }),
])

const flip = z.object({
  regions: z.array(count),
  share,
  /** The class the model turns to, and its probability. */
  class: count,
  label: z.string(),
  probability,
  /** The model's best classes with the set hidden. */
  top: z.array(classProbability),
  irreducible: z.boolean(),
  /** Whether the class also changes on the second baseline; null when the budget ended before that was asked. */
  holds: z.nullable(z.boolean()),
})

const answer = z.object({
  rule: z.object({ threshold: z.number() }),
  regions: z.array(count),
  share,
  /** Target probability when only the answer is shown. */
  kept: probability,
  /** The model's best classes when only the answer is shown. */
  top: z.array(classProbability),
  /** What `kept` is measured against. */
  reference: probability,
  /** Every set with one region less was measured and fails the rule. */
  irreducible: z.boolean(),
  /** Null when the budget ended before it was asked for. */
  secondOpinion: z.nullable(z.object({ baseline: baselineSchema, kept: probability, holds: z.boolean() })),
  flip: z.nullable(flip),
  /** `found` other measured sets of as many regions do as well; `core` are the regions that all of them and the answer have. */
  others: z.object({ found: count, core: z.array(count) }),
  /** On request: what is left without the answer, and a set in it that is enough too; null when none was found. */
  second: z.optional(
    z.object({
      rest: z.object({ kept: probability, holds: z.boolean() }),
      set: z.nullable(z.object({ regions: z.array(count), share, kept: probability, irreducible: z.boolean() })),
    }),
  ),
  /** The shortest prefixes of the order under the same rule: marks on the curves; null when never reached. */
  prefix: z.object({ sufficient: z.nullable(count), flip: z.nullable(count) }),
})

/** Insertion and deletion areas of an order that knows nothing of the model, estimated from `points` of its prefixes. */
const control = z.object({ insertion: maybe, deletion: maybe, points: count })

const trust = z.object({
  insertion: maybe,
  deletion: maybe,
  /** A seeded random order. */
  random: control,
  /** Regions from the centre of the frame outwards. */
  blob: control,
  /** Insertion minus deletion area that the search expected of its order; null for searches that expect nothing. */
  predicted: maybe,
  /** Gains along the order that grew by more than 0.0005. */
  rising: z.object({ checked: count, violated: count }),
  batchConsistent: z.boolean(),
  /** On request: the same search from another seed. `correlation` is Spearman's, of the two orders; `shown` says which is in this document. */
  otherSeed: z.optional(
    z.object({ seed: z.int(), correlation: maybe, insertion: maybe, deletion: maybe, shown: z.enum(['first', 'other']) }),
  ),
  /** On request, for at most 15 regions: the largest insertion minus deletion area of any order, and one that has it. */
  optimum: z.optional(z.object({ area: z.number(), order: z.array(count) })),
  /** On request: what no set of so many regions could exceed if F were submodular, and what the first so many of the order reach. */
  bound: z.optional(z.object({ regions: count, reached: z.number(), limit: z.number() })),
  /** On request: steps of the order at which greedy was asked, how often it chose the same region, and its mean gain over this order's. */
  spotCheck: z.optional(z.object({ checked: count, agreed: count, regret: maybe })),
})

const curve = z.object({ share: z.array(share), score: z.array(maybe) })

const body = z.object({
  model: z.object({
    sha256: hash,
    name: z.string(),
    opset: count,
    preprocess,
    preprocessFrom: z.string(),
    output: z.string(),
    link: z.enum(['softmax', 'sigmoid', 'none']),
    classes: count,
    /** The tensor that serves as embedding; null without one. */
    features: z.optional(z.nullable(z.string())),
    /** What made a classifier of a model that is none: class vectors, or a box of its output map in shares of the frame. */
    attached: z.optional(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('centroids'), sha256: hash, scale: z.number() }),
        z.object({ kind: z.literal('box'), box: z.object({ x: share, y: share, width: share, height: share }) }),
      ]),
    ),
  }),
  picture: z.object({
    sha256: z.object({ file: hash, pixels: hash }),
    name: z.string(),
    width: count,
    height: count,
    /** `source` places the frame on the original. */
    frame: z.object({ source: rectangle, width: count, height: count }),
  }),
  target: z.object({
    class: count,
    label: z.string(),
    /** The class that the target is compared with: probabilities are then shares of the two. */
    against: z.optional(count),
    againstLabel: z.optional(z.string()),
    why: z.enum(['predicted', 'given', 'truth']),
  }),
  method: z.object({ name: z.string(), parameters: z.record(z.string(), z.unknown()), version: count }),
  baseline: baselineSchema,
  seed: z.int(),
  threads: count,
  backend: z.string(),
  /** `runs`: row-major (label, length) pairs; `rows` is the height; `connected`: whether stray parts joined a neighbour. */
  regions: z.object({ kind: z.string(), requested: count, connected: z.boolean(), count, rows: count, runs: z.array(count) }),
  attribution,
  /** What the method says of its estimate, such as a bandwidth, or standard errors per value of the attribution. */
  statistics: z.optional(z.record(z.string(), z.union([maybe, z.array(maybe)]))),
  scores: z.object({ picture: probability, baseline: probability, predicted: count, top: z.array(classProbability) }),
  answer: z.nullable(answer),
  curves: z.object({ insertion: curve, deletion: curve }),
  /** The highest probability among prefixes of the order within a share of the frame; null when not even the first fits or was measured. */
  highest: z.array(z.object({ within: share, kept: z.nullable(probability), share, regions: count })),
  trust,
  warnings: z.array(warning),
})

const run = z.object({
  telltale: z.string(),
  runtime: z.string(),
  device: z.string(),
  /** Batch shapes used. */
  batch: z.array(count),
  startedAt: z.string(),
  /** Where the picture and the model lay, as the command line was told; for a replay. */
  files: z.optional(z.object({ picture: z.string(), model: z.nullable(z.string()) })),
  /** Of a batch: the hash of what it was told. */
  configuration: z.optional(hash),
  /** Milliseconds by part; `total` is wall time and `model` the time inside the runtime. */
  milliseconds: z.record(z.string(), z.number()),
  forwards: count,
  memoHits: count,
  /** False when the budget ended the search; the order is then filled by estimates. */
  complete: z.boolean(),
})

/** The document: `body` is a pure function of the inputs, `run` is what may differ between two runs. */
export const explanationSchema = z.object({ schema: z.literal('telltale/1'), body, run })

export type Explanation = z.infer<typeof explanationSchema>
export type ExplanationBody = z.infer<typeof body>
export type ExplanationAnswer = z.infer<typeof answer>
export type ExplanationCurve = z.infer<typeof curve>
export type ExplanationTrust = z.infer<typeof trust>
