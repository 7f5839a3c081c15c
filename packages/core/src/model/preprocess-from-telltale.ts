import * as z from 'zod/mini'
import { TelltaleError } from '../errors.ts'
import type { Preprocess } from './classifier.ts'

const side = z.int().check(z.minimum(1), z.maximum(8192))
const size = z.tuple([side, side])
const finite = z.number().check(z.refine(Number.isFinite))
const divisor = finite.check(z.refine((value) => value !== 0))

const preprocessSchema = z.strictObject({
  resize: z.optional(z.enum(['shortest-edge', 'exact'])),
  size: z.optional(size),
  crop: z.optional(z.nullable(size)),
  resample: z.optional(z.enum(['nearest', 'bilinear', 'bicubic'])),
  channels: z.optional(z.enum(['rgb', 'bgr'])),
  scale: z.optional(divisor),
  mean: z.optional(z.tuple([finite, finite, finite])),
  std: z.optional(z.tuple([divisor, divisor, divisor])),
})

const telltaleSchema = z.object({
  name: z.optional(z.string()),
  preprocess: z.optional(preprocessSchema),
  /** A list of names, or the name of a file beside this one. */
  labels: z.optional(z.union([z.array(z.string()), z.string()])),
  output: z.optional(z.string()),
  multiLabel: z.optional(z.boolean()),
})

/** What `telltale.json` says: preprocessing in the words of `Preprocess`, class names, output, and whether several classes may be true at once. */
export type TelltaleFile = z.infer<typeof telltaleSchema>
export type PartialPreprocess = { readonly [Key in keyof Preprocess]?: Preprocess[Key] | undefined }

/** The file's content, checked; null where there is none. Throws USAGE_PARAMETER naming the wrong entry. */
export function readTelltaleFile(content: unknown, file = 'telltale.json'): TelltaleFile | null {
  if (content === undefined) return null
  return check(telltaleSchema, content, file)
}

/** Preprocessing given by a caller, checked. Throws USAGE_PARAMETER naming the wrong entry. */
export function checkPreprocess(preprocess: unknown, file: string): PartialPreprocess {
  return check(preprocessSchema, preprocess, file)
}

function check<T>(schema: z.ZodMiniType<T>, content: unknown, file: string): T {
  const result = z.safeParse(schema, content)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const unknownKeys = issue?.code === 'unrecognized_keys' ? issue.keys : []
  const entry = [...(issue?.path ?? []), ...unknownKeys].join('.') || 'the whole'
  const fix = 'Sizes are [height, width] in pixels up to 8192; mean and std have three numbers, std and scale are not 0.'
  throw new TelltaleError('USAGE_PARAMETER', `The preprocessing in ${file} is wrong: ${entry}.`, fix, { file, value: entry })
}
