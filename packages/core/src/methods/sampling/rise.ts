import { constantWarnings } from '../../answer/constant-scores.ts'
import type { Attribution } from '../../explanation/attribution.ts'
import { pearson } from '../../math/pearson.ts'
import { type MaskSums, weightedMasks } from '../../math/weighted-masks.ts'
import type { Warning } from '../../model/classifier.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { chooseKeep, chooseKeepForwards } from './choose-keep.ts'
import { createRiseMasks } from './rise-masks.ts'
import { type RiseParameters, riseParameters } from './rise-parameters.ts'
import { createRiseSums, joinSums } from './rise-sums.ts'
import { streamScores } from './stream-scores.ts'

/** Below this correlation between the maps of two halves of the masks, much of the map is chance. */
const smallestConvergence = 0.5

/**
 * RISE: the mean score when a pixel is shown, over random soft masks. The map has the mean score of all masks as an offset, and a noise that falls
 * with the square root of their number: `convergence` is the correlation, -1..1, between the maps of two halves of them.
 */
export const rise: Method<RiseParameters> = {
  name: 'rise',
  paper: 'Petsiuk, Das and Saenko, RISE: Randomized Input Sampling for Explanation of Black-box Models, BMVC 2018',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: false,
  classSensitive: true,
  parameters: riseParameters,
  cost: ({ samples, chooseKeep: chooses }) => samples + (chooses ? chooseKeepForwards : 0),
  run,
}

async function run(context: MethodContext, given: RiseParameters): Promise<MethodResult> {
  const { evaluator, kernels, seed } = context
  const { samples, grid, space } = given
  const chosen = given.chooseKeep ? await chooseKeep(context, given) : given.keep
  const keep = chosen ?? given.keep
  const budget = given.chooseKeep ? context.budget - chooseKeepForwards : context.budget
  const mapOf = (sums: MaskSums): Float32Array => weightedMasks(sums, { ...given, keep })
  const first = createRiseSums(kernels, evaluator.frame)
  const second = createRiseSums(kernels, evaluator.frame)
  const both = (): MaskSums => joinSums(first.value(), second.value())
  const scores = new Float64Array(samples)
  let done = 0
  for await (const chunk of streamScores(
    { ...context, budget },
    samples,
    space,
    createRiseMasks(evaluator.frame, { grid, keep, seed }),
  )) {
    const middle = Math.ceil(chunk.count / 2)
    await first.add(chunk, 0, middle)
    await second.add(chunk, middle, chunk.count)
    scores.set(chunk.scores, chunk.first)
    done = chunk.first + chunk.count
    if (isTenth(chunk, samples)) context.report(attributionOf(mapOf(both())))
  }
  const constant = constantWarnings(scores.subarray(0, done))
  const convergence = done < 2 ? Number.NaN : pearson(mapOf(first.value()), mapOf(second.value()))
  return {
    attribution: attributionOf(mapOf(both())),
    complete: chosen !== null && done === samples,
    predicted: null,
    statistics: { samples: done, keep, convergence },
    warnings: constant.length > 0 ? constant : convergenceWarnings(done, convergence),
  }
}

function attributionOf(values: Float32Array): Attribution {
  return { kind: 'map', values }
}

function convergenceWarnings(samples: number, convergence: number): Warning[] {
  if (convergence >= smallestConvergence) return []
  const agreement = Number.isNaN(convergence) ? 'cannot be compared' : `agree by ${convergence.toFixed(2)} only`
  return [
    {
      code: 'SAMPLES_FEW',
      message: `${samples} masks are few here: the maps of two halves of them ${agreement} (correlation; 1 is the same map).`,
    },
  ]
}
