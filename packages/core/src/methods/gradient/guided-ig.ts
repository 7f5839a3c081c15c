import * as z from 'zod/mini'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { normalisedFrame, normalisedStart, startParameter } from './baselines.ts'
import { joinChannels, signedReduce } from './channels.ts'
import { completeness } from './completeness.ts'
import { createGuidedPath } from './guided-path.ts'
import { mapResult } from './map-result.ts'
import { affordable, pictureForwards, streamGradients } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({
  points: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 200).check(z.describe('Steps of the path')),
  fraction: z
    ._default(z.number().check(z.minimum(0.01), z.maximum(1)), 0.25)
    .check(z.describe('Share of the numbers of the picture that move together, those with the smallest gradients first')),
  corridor: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 0.02)
    .check(z.describe('How far a number may be from the straight line, as a share of its way; 0 is the straight line itself')),
  from: startParameter('baseline'),
  reduce: signedReduce,
})

export type GuidedIgParameters = z.infer<typeof parameters>

/** Guided integrated gradients: the path goes first where the gradient is small, around the noise that a straight line runs through. */
export const guidedIg: Method<GuidedIgParameters> = {
  name: 'guided-ig',
  paper: 'Kapishnikov, Venugopalan, Avci, Wedin, Terry and Bolukbasi, Guided Integrated Gradients, CVPR 2021',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  // One more for the logit of the picture, where the path ends.
  cost: ({ points }) => pictureForwards * (points + 1),
  unsuited: withoutPictureGradient,
  run,
}

async function run(context: MethodContext, given: GuidedIgParameters): Promise<MethodResult> {
  const { evaluator } = context
  const gradients = await context.gradients()
  const points = affordable(context, gradients, { wanted: given.points + 1, least: 2 }) - 1
  const frame = normalisedFrame(evaluator, gradients)
  const start = normalisedStart(evaluator, gradients, given.from)
  const ways = Float64Array.from(frame, (value, i) => value - start[i]!)
  const path = createGuidedPath(ways, given)
  const mapOf = (): Float32Array => joinChannels(path.shares, given.reduce)
  const here = (into: Float32Array): void => {
    for (let i = 0; i < into.length; i++) into[i] = start[i]! + path.progress[i]! * ways[i]!
  }
  const logits: number[] = []
  // Each point lies where the gradient of the one before has led, so they cannot be made in advance.
  for (let step = 0; step <= points; step++) {
    for await (const { gradient, logit } of streamGradients(context, gradients, 1, (_, into) => here(into))) {
      logits.push(logit)
      if (step < points) path.advance(gradient, (step + 1) / points)
    }
    if (isTenth({ first: step, count: 1 }, points)) context.report({ kind: 'map', values: mapOf() })
  }
  const { statistics, warnings } = completeness(path.shares, logits.at(-1)!, logits[0]!, points)
  return mapResult(mapOf(), { complete: points === given.points, statistics: { points, ...statistics }, warnings })
}
