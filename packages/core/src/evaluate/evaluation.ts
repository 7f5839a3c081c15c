import * as z from 'zod/mini'
import { baselineSchema } from '../explanation/document.ts'

const count = z.int().check(z.minimum(0))
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const maybe = z.nullable(z.number())
const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
const warning = z.object({ code: z.string(), message: z.string() })
const parameters = z.record(z.string(), z.unknown())

const measured = z.object({
  /** Null where it is undefined; there is then a reason. */
  value: maybe,
  reason: z.optional(z.string()),
  /** The code of the error that kept it from being measured, if one did. */
  code: z.optional(z.string()),
  /** Further numbers that the value is made of; null where one is undefined. */
  parts: z.optional(z.record(z.string(), maybe)),
  curve: z.optional(z.object({ share: z.array(z.number()), score: z.array(maybe) })),
  warnings: z.optional(z.array(warning)),
})

const measurement = z.extend(measured, {
  metric: z.string(),
  title: z.string(),
  parameters,
  direction: z.enum(['higher', 'lower']),
  /** Lowest and highest value that there can be; null: no bound. */
  range: z.tuple([maybe, maybe]),
  family: z.enum(['faithfulness', 'localisation', 'robustness', 'complexity', 'randomisation', 'agreement']),
  /** The same metric of maps that know nothing of model and picture: of random regions, and a Gaussian around the centre. */
  controls: z.nullable(z.object({ random: measured, blob: measured })),
  /** Forwards that were spent on it, controls and further explanations included; masks that another metric had run cost nothing. */
  forwards: count,
})

const body = z.object({
  model: z.object({ sha256: hash, name: z.string() }),
  picture: z.object({
    sha256: z.object({ file: hash, pixels: hash }),
    name: z.string(),
    frame: z.object({ source: rectangle, width: count, height: count }),
  }),
  target: z.object({ class: count, label: z.string(), against: z.optional(count), againstLabel: z.optional(z.string()) }),
  /** What made the map; `given` for one from elsewhere, which cannot be made again. */
  method: z.object({ name: z.string(), parameters, version: count }),
  baseline: baselineSchema,
  seed: z.int(),
  regions: z.object({ kind: z.string(), count }),
  /** Different values of the map; one value ranks nothing. */
  distinct: count,
  /** Probability of the target for the whole frame and for the baseline alone. */
  scores: z.object({ picture: z.number(), baseline: z.number() }),
  measurements: z.array(measurement),
  warnings: z.array(warning),
})

const run = z.object({
  telltale: z.string(),
  runtime: z.string(),
  device: z.string(),
  backend: z.string(),
  threads: count,
  startedAt: z.string(),
  milliseconds: z.number(),
  forwards: count,
  memoHits: count,
})

/** What metrics say of one map: `body` is a pure function of the inputs, `run` is what may differ between two runs. */
export const evaluationSchema = z.object({ schema: z.literal('telltale-evaluation/1'), body, run })

export type Evaluation = z.infer<typeof evaluationSchema>
export type EvaluationMeasurement = z.infer<typeof measurement>
export type MeasuredValue = z.infer<typeof measured>

/** The JSON Schema (draft 2020-12) of an evaluation. */
export function evaluationJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(evaluationSchema), $id: 'urn:telltale:evaluation:1', title: 'Telltale evaluation' }
}
