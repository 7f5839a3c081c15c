import { constantWarnings } from '../../answer/constant-scores.ts'
import type { Masks } from '../../evaluator/mask-evaluator.ts'
import { createOwenValues } from '../../math/owen-values.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { partitionGroups } from './partition-groups.ts'
import { type PartitionShapParameters, partitionShapParameters } from './partition-shap-parameters.ts'
import { affordable } from './score-regions.ts'
import { scoreMasks } from './stream-scores.ts'

/** Splits of a round, so that the model sees batches; fixed, so that a map never depends on the batch. */
const splitsPerRound = 8

/**
 * Partition SHAP: Owen values over halves of halves of the frame. What a block adds to the score when it appears, on average over those orders in
 * which blocks that belong together stay together; blocks that matter are split first. Values are signed and sum to the score of the whole
 * picture minus that of the blank one, however few the evaluations. `meanGroupShare` says how coarse the blocks are on which they rest, as a share
 * of the frame.
 */
export const partitionShap: Method<PartitionShapParameters> = {
  name: 'partition-shap',
  paper: 'Lundberg and Lee, A Unified Approach to Interpreting Model Predictions, NeurIPS 2017; values of Owen 1977, as in SHAP',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: partitionShapParameters,
  cost: ({ evaluations }) => evaluations,
  run,
}

async function run(context: MethodContext, parameters: PartitionShapParameters): Promise<MethodResult> {
  const { space, evaluations } = parameters
  const { root, masksOf, attribution } = partitionGroups(context.evaluator, parameters)
  const limit = Math.min(evaluations, affordable(context))
  const seen: number[] = []
  const measure = async (masks: Masks): Promise<Float64Array | null> => {
    const scores = seen.length + masks.count > limit ? null : await scoreMasks(context, space, masks)
    if (scores) seen.push(...scores)
    return scores
  }

  const ends = await measure(blankAndWhole(context.evaluator.regions.count))
  const [blank, whole] = ends ?? [0, 0]
  const owen = createOwenValues(root, blank!, whole!)
  let complete = false
  while (ends) {
    const most = Math.min(splitsPerRound, Math.floor((limit - seen.length) / 2))
    const splits = owen.next(most)
    complete = most === 0 ? limit === evaluations : splits.length === 0
    if (splits.length === 0) break
    const first = seen.length
    const scores = await measure(masksOf(splits))
    if (!scores) break
    splits.forEach(({ settle }, i) => {
      settle(scores[2 * i]!, scores[2 * i + 1]!)
    })
    if (isTenth({ first, count: seen.length - first }, evaluations)) context.report(attribution(owen.values()))
  }
  return {
    attribution: attribution(owen.values()),
    complete,
    predicted: null,
    statistics: {
      samples: seen.length,
      blank: ends ? blank! : Number.NaN,
      whole: ends ? whole! : Number.NaN,
      meanGroupShare: owen.meanGroupShare(),
    },
    warnings: constantWarnings(seen),
  }
}

function blankAndWhole(count: number): Masks {
  return { kind: 'regions', count: 2, weights: new Float32Array(2 * count).fill(1, count) }
}
