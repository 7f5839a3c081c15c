import { z } from 'zod'
import { workNames } from './work.ts'

/** Why the figures of a line deserve less trust, in words for each. */
export const lineNotes = {
  unsteady:
    'the middle half of its runs spreads over more than a quarter of the median: the machine was busy, or changes its clock',
  'few runs': 'it is so slow that it got fewer runs than the others',
  'too fast': 'a run is too short for the steps of this clock',
  'beyond a copy':
    'it is more than 1.5 times as fast as a copy of its bytes: look for work that was left out, or for data that never left the cache',
  'software adapter': 'a graphics adapter made of software: it shows that the backend runs, and nothing about a GPU',
} as const
export type LineNote = keyof typeof lineNotes
const noteNames = Object.keys(lineNotes) as [LineNote, ...LineNote[]]

const positive = z.number().positive()

const lineSchema = z.object({
  work: z.enum(workNames),
  size: z.string(),
  /** `reference`, `wasm`, `wasm-simd`, `webgpu`, `memory copy`, `by definition`, or the name of a program outside. */
  name: z.string(),
  role: z.enum(['plain', 'backend', 'copy', 'definition', 'outside']),
  runs: z.number().int().positive(),
  callsPerRun: z.number().int().positive(),
  /** Per call: the fastest run, which nothing disturbed, the quartiles and the median. */
  milliseconds: z.object({
    fastest: z.number().nonnegative(),
    lower: z.number().nonnegative(),
    median: positive,
    upper: positive,
  }),
  /** What one call makes, and how many of it a second holds at the median. */
  unit: z.string(),
  perSecond: positive,
  /** How many times as fast as each other line of this work it is, by that line's role; absent where the work has no such line. */
  timesAsFast: z.object({
    plain: positive.optional(),
    copy: positive.optional(),
    definition: positive.optional(),
    outside: positive.optional(),
  }),
  notes: z.array(z.enum(noteNames)),
  verdict: z.string(),
})

export const measurementsSchema = z.object({
  schema: z.literal('telltale-bench/1'),
  telltale: z.string(),
  /** Names and versions of what the figures depend on, as the caller tells them. */
  machine: z.record(z.string(), z.string()),
  startedAt: z.string(),
  seed: z.number().int(),
  /** Milliseconds: the smallest step that the clock was seen to take. */
  clockStep: z.number().nonnegative(),
  lines: z.array(lineSchema),
})

/** What `measureKernels` found. */
export type Measurements = z.infer<typeof measurementsSchema>
export type MeasuredLine = Measurements['lines'][number]
