import { constantWarnings } from '../../answer/constant-scores.ts'
import { createRunningMeans } from '../../math/running-means.ts'
import type { Warning } from '../../model/classifier.ts'
import { antitheticPermutation } from '../../random/antithetic-permutation.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { affordable, scoreRegions } from './score-regions.ts'
import { type ShapleySamplingParameters, shapleySamplingParameters } from './shapley-sampling-parameters.ts'

/** The blank and the whole picture, with which every order begins and ends. */
const ends = 2

/** The largest of many values that are only chance is rarely so many typical standard errors from 0. */
const clearErrors = 3

/**
 * Shapley value sampling: what a region adds to the score when it appears, on average over random orders from blank to whole. Values are signed
 * and sum to the score of the whole picture minus that of the blank one. Each order is followed by its reverse; the standard errors are over
 * such pairs.
 */
export const shapleySampling: Method<ShapleySamplingParameters> = {
  name: 'shapley-sampling',
  paper:
    'Castro, Gomez and Tejada, Polynomial calculation of the Shapley value based on sampling, Computers and Operations Research 2009',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: shapleySamplingParameters,
  cost: ({ pairs }, regions) => ends + 2 * pairs * (regions - 1),
  run,
}

async function run(context: MethodContext, { pairs, space }: ShapleySamplingParameters): Promise<MethodResult> {
  const { count } = context.evaluator.regions
  const orders = affordableOrders(context, pairs)
  const walk = createWalk(count, orders, deriveSeed(context.seed, 'shapley-sampling'))
  const scores = await scoreRegions(context, { count: walk.masks, space, ...walk })
  const counted = walk.means.rows()
  const values = walk.means.means()
  const standardErrors = orders < 2 ? new Float64Array(count).fill(Number.NaN) : walk.means.standardErrors()
  const constant = constantWarnings(scores)
  return {
    attribution: { kind: 'regions', values },
    complete: orders === 2 * pairs && counted === pairs,
    predicted: null,
    statistics: {
      samples: scores.length,
      orders: Math.min(orders, 2 * counted),
      blank: scores[0] ?? Number.NaN,
      whole: scores[1] ?? Number.NaN,
      standardErrors,
    },
    warnings: constant.length > 0 ? constant : errorWarnings(values, standardErrors),
  }
}

/** Whole pairs that the budget pays for; one order alone where it pays for no pair. */
function affordableOrders(context: MethodContext, pairs: number): number {
  const left = affordable(context) - ends
  if (left < 0) return 0
  const orders = Math.min(2 * pairs, Math.floor(left / Math.max(1, context.evaluator.regions.count - 1)))
  return orders < 2 ? orders : orders - (orders % 2)
}

/**
 * The masks along the orders, and what they say. Mask 0 is blank and mask 1 whole; then come, order by order, its first region, its first two,
 * and so on to all but one.
 */
function createWalk(regions: number, orders: number, seed: number) {
  const inner = regions - 1
  const means = createRunningMeans(regions)
  const path = new Float64Array(regions + 1)
  const added = new Float64Array(regions)
  const orderAt = lastOnly((index) => antitheticPermutation(index, regions, seed))
  const finish = (index: number): void => {
    const perRow = Math.min(2, orders)
    orderAt(index).forEach((region, place) => {
      added[region]! += (path[place + 1]! - path[place]!) / perRow
    })
    if ((index + 1) % perRow !== 0) return
    means.add(added)
    added.fill(0)
  }
  return {
    means,
    masks: orders === 0 ? 0 : ends + orders * inner,
    write: (index: number, mask: Float32Array): void => {
      if (index < ends) return void mask.fill(index)
      const order = orderAt(Math.floor((index - ends) / inner))
      mask.fill(0)
      for (let place = 0; place <= (index - ends) % inner; place++) mask[order[place]!] = 1
    },
    take: (_: Float32Array, score: number, index: number): void => {
      const step = index - ends
      path[index === 0 ? 0 : index === 1 ? regions : (step % inner) + 1] = score
      // With a single region nothing lies between blank and whole.
      if (index === 1 && inner === 0) for (let order = 0; order < orders; order++) finish(order)
      if (step >= 0 && (step + 1) % inner === 0) finish(Math.floor(step / inner))
    },
    partial: () => means.means(),
  }
}

/** The same function, which remembers what it last gave. */
function lastOnly<T>(make: (index: number) => T): (index: number) => T {
  let last: { readonly index: number; readonly value: T } | null = null
  return (index) => {
    if (last?.index !== index) last = { index, value: make(index) }
    return last.value
  }
}

function errorWarnings(values: Float64Array, standardErrors: Float64Array): Warning[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const error = Math.sqrt(standardErrors.reduce((sum, each) => sum + each ** 2, 0) / standardErrors.length)
  if (largest >= clearErrors * error) return []
  return [
    {
      code: 'SAMPLES_FEW',
      message: `These random orders are few here: no value is as large as ${clearErrors} times the typical standard error.`,
    },
  ]
}
