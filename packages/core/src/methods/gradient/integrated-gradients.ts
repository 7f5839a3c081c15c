import * as z from 'zod/mini'
import type { GradientEvaluator } from '../../evaluator/gradient-evaluator.ts'
import { gaussLegendre, type Quadrature } from '../../math/gauss-legendre.ts'
import { trapezoid } from '../../math/trapezoid.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { normalisedFrame, normalisedStart, startParameter } from './baselines.ts'
import { joinChannels, signedReduce } from './channels.ts'
import { completeness } from './completeness.ts'
import { mapResult } from './map-result.ts'
import { affordable, pictureForwards, streamGradients } from './stream-gradients.ts'
import { withoutPictureGradient } from './unsuited.ts'

const parameters = z.object({
  points: z
    ._default(z.int().check(z.minimum(2), z.maximum(10_000)), 50)
    .check(z.describe('Points of the path at which the gradient is taken')),
  rule: z
    ._default(z.enum(['gauss-legendre', 'uniform']), 'gauss-legendre')
    .check(z.describe('How points are spread and weighted: gauss-legendre, or uniform with both ends, by the trapezoid rule')),
  from: startParameter('baseline'),
  reduce: signedReduce,
})

export type IntegratedGradientsParameters = z.infer<typeof parameters>

// Gauss-Legendre never reads the ends, but what the values should sum to is the difference between them.
const ends = 2

/**
 * Integrated gradients: how much of the difference between the logits of picture and baseline each pixel is given, along the straight line between
 * them. Values of all channels sum to that difference up to `completenessGap`.
 */
export const integratedGradients: Method<IntegratedGradientsParameters> = {
  name: 'integrated-gradients',
  paper: 'Sundararajan, Taly and Yan, Axiomatic Attribution for Deep Networks, ICML 2017',
  version: 1,
  access: 'gradients',
  space: 'logit',
  signed: true,
  classSensitive: true,
  parameters,
  cost: ({ points, rule }) => pictureForwards * (points + endsOf(rule)),
  unsuited: withoutPictureGradient,
  run,
}

async function run(context: MethodContext, given: IntegratedGradientsParameters): Promise<MethodResult> {
  const { evaluator } = context
  const gradients = await context.gradients()
  const points = pointsWithin(context, gradients, given)
  const { nodes, weights } = readings(given.rule, points)
  const frame = normalisedFrame(evaluator, gradients)
  const start = normalisedStart(evaluator, gradients, given.from)
  const integral = new Float64Array(frame.length)
  const shares = (): Float64Array => integral.map((slope, i) => slope * (frame[i]! - start[i]!))
  const logits = new Float64Array(nodes.length)
  const write = (index: number, into: Float32Array): void => {
    for (let i = 0; i < into.length; i++) into[i] = start[i]! + nodes[index]! * (frame[i]! - start[i]!)
  }
  for await (const { index, gradient, logit } of streamGradients(context, gradients, nodes.length, write)) {
    for (let i = 0; i < integral.length; i++) integral[i]! += weights[index]! * gradient[i]!
    logits[index] = logit
    if (isTenth({ first: index, count: 1 }, nodes.length))
      context.report({ kind: 'map', values: joinChannels(shares(), given.reduce) })
  }
  const { statistics, warnings } = completeness(shares(), logits.at(-1)!, logits[0]!, points)
  return mapResult(joinChannels(shares(), given.reduce), {
    complete: points === given.points,
    statistics: { points, ...statistics },
    warnings,
  })
}

/** A shorter path is read at fewer points, not left half way. */
function pointsWithin(
  context: MethodContext,
  gradients: GradientEvaluator,
  { points, rule }: IntegratedGradientsParameters,
): number {
  const extra = endsOf(rule)
  return affordable(context, gradients, { wanted: points + extra, least: 2 + extra }) - extra
}

function endsOf(rule: IntegratedGradientsParameters['rule']): number {
  return rule === 'uniform' ? 0 : ends
}

/** Both ends are among the nodes, with no weight where the rule does not read them. */
function readings(rule: IntegratedGradientsParameters['rule'], points: number): Quadrature {
  if (rule === 'uniform') return trapezoid(points)
  const { nodes, weights } = gaussLegendre(points)
  return { nodes: Float64Array.of(0, ...nodes, 1), weights: Float64Array.of(0, ...weights, 0) }
}
