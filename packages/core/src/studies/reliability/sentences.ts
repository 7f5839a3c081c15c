import { mean } from '../../math/mean.ts'
import { present } from '../comparison/cells.ts'
import type { ReliabilityContext, ReliabilityFindings } from './sections/context.ts'

/** The findings in words, most important first. */
export function describeReliability(found: readonly ReliabilityFindings[], context: ReliabilityContext): readonly string[] {
  if (found.length === 0) return ['Nothing was measured: the last section says why.']
  return found.flatMap((one) => [precision(one, context), agreement(one), ...unseen(one, context)])
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

function nameOf({ table }: ReliabilityFindings): string {
  return table.group === '' ? table.model : `${table.model}, ${table.group}`
}

function precision(one: ReliabilityFindings, { methods }: ReliabilityContext): string {
  const means = methods
    .map(({ label, isControl }, method) => ({ label, isControl, value: mean(present(one.table.seen.values[0]![method]!)) }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => b.value - a.value)
  const [best] = means.filter(({ isControl }) => !isControl)
  if (!best) return `On ${nameOf(one)} no method has a precision.`
  const beaten = means.filter(
    ({ isControl, value }) => !isControl && value <= Math.max(...means.filter((m) => m.isControl).map((m) => m.value)),
  )
  const below = beaten.length === 0 ? '' : ` Not above both controls: ${beaten.map(({ label }) => label).join(', ')}.`
  return `On ${nameOf(one)}, over ${counted(one.table.seen.samples.length, 'mosaic', 'mosaics')}, ${best.label} puts the largest share of its positive relevance on the class: ${best.value.toFixed(2)}, chance being .50.${below}`
}

/** The convention of Krippendorff: above .8 reliable, from .667 tentative. */
const tentative = 2 / 3
/** With fewer mosaics an interval of alpha is too rough to be called anything. */
const enoughMosaics = 30

function agreement(one: ReliabilityFindings): string {
  const ranked = one.metrics.filter(({ metric, agreement: { alpha } }) => !Number.isNaN(alpha) && !metric.name.endsWith('rate'))
  if (ranked.length === 0) return `On ${nameOf(one)} there are too few mosaics or methods to say how far mosaics agree.`
  const parts = ranked.map(({ metric, agreement: { alpha, low, high } }) => {
    const interval = Number.isNaN(low) ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`
    return `${metric.name} ${alpha.toFixed(2)}${interval}`
  })
  return `How far mosaics of ${nameOf(one)} agree about the ranking of the methods (alpha, 1 = fully, 0 = as shuffled): ${parts.join(', ')}. ${verdict(ranked)}`
}

function verdict(ranked: ReliabilityFindings['metrics']): string {
  const mosaics = Math.min(...ranked.map(({ ranking }) => ranking.ranks.length))
  if (mosaics < enoughMosaics) return `From ${mosaics} mosaics these are rough numbers: make at least ${enoughMosaics}.`
  const strong = ranked.filter(({ agreement: { low } }) => low >= tentative).map(({ metric }) => metric.name)
  return strong.length === 0
    ? 'By none of them does the interval stay above .667, the least that is usually called tentative agreement: a ranking from few mosaics would not be repeated by others.'
    : `Above .667, the least that is usually called tentative agreement: ${strong.join(', ')}.`
}

function unseen(one: ReliabilityFindings, { seenWithin }: ReliabilityContext): readonly string[] {
  const { seen, unseen: apart } = one.table
  if (apart.samples.length === 0) return []
  const classes = [...one.table.unseenClasses].filter(([, { unseen: count }]) => count > 0).length
  return [
    `${apart.samples.length} of ${counted(seen.samples.length + apart.samples.length, 'mosaic', 'mosaics')}, of ${counted(classes, 'class', 'classes')}, show a class that ${nameOf(one)} does not have among its ${seenWithin} most probable ones; they are counted apart and are in none of these figures.`,
  ]
}
