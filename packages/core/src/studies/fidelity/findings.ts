import { type BootstrapOptions, bootstrapInterval, type Interval } from '../../math/bootstrap.ts'
import { type PairedAreas, pairedAreas } from '../../math/paired-areas.ts'
import type { CurveTable, Losses } from './collect.ts'

/** A number with its interval over pictures. */
export interface Estimate extends Interval {
  readonly value: number
}

/** What hiding in either order cost, over all pictures of a table. Everything but the two fidelities is a reconstruction. */
export interface FidelityFindings {
  readonly table: CurveTable
  /** Area between the accuracy curves of both orders. */
  readonly fidelity: Estimate
  /** The same of the probabilities. */
  readonly scoreFidelity: Estimate
  /** Accuracy lost, on average over all shares, with the most important pixels hidden first, and with the least important. */
  readonly lossOfMost: Estimate
  readonly lossOfLeast: Estimate
  /** The part of the first loss that the second has as well; NaN where nothing is lost. */
  readonly artefact: Estimate
  /** Of the first half of the curves only. */
  readonly earlyFidelity: number
  readonly earlyLossOfLeast: number
  readonly earlyArtefact: number
  /** The part of `lossOfLeast` that falls into the first half. */
  readonly earlyShare: number
  /** Areas under the probability as a percentage of the picture's own, over the pictures that allow it. */
  readonly relative: PairedAreas & { readonly pictures: number }
}

/** How pictures are averaged. */
export interface Averaging {
  readonly balanced: boolean
  readonly bootstrap: BootstrapOptions
}

type Loss = keyof Omit<Losses, 'curve' | 'relative'>

export function fidelityOf(table: CurveTable, averaging: Averaging): FidelityFindings {
  const average = averageOf(table, averaging.balanced)
  const all = Uint32Array.from(table.most.keys())
  const columns = { most: columnsOf(table.most), least: columnsOf(table.least) }
  const lossOf = (order: 'most' | 'least', which: Loss, items: Uint32Array = all): number => average(columns[order][which], items)
  const difference = (which: Loss, items: Uint32Array = all): number =>
    lossOf('most', which, items) - lossOf('least', which, items)
  const artefact = (items: Uint32Array = all): number => partOf(lossOf('least', 'right', items), lossOf('most', 'right', items))
  const estimate = (of: (items: Uint32Array) => number): Estimate => ({
    value: of(all),
    ...bootstrapInterval(all.length, of, averaging.bootstrap),
  })
  return {
    table,
    fidelity: estimate((items) => difference('right', items)),
    scoreFidelity: estimate((items) => difference('probability', items)),
    lossOfMost: estimate((items) => lossOf('most', 'right', items)),
    lossOfLeast: estimate((items) => lossOf('least', 'right', items)),
    artefact: estimate(artefact),
    earlyFidelity: difference('earlyRight'),
    earlyLossOfLeast: lossOf('least', 'earlyRight'),
    earlyArtefact: partOf(lossOf('least', 'earlyRight'), lossOf('most', 'earlyRight')),
    earlyShare: partOf(lossOf('least', 'earlyRight'), lossOf('least', 'right')),
    relative: relativeOf(table),
  }
}

function relativeOf({ most, least }: CurveTable): FidelityFindings['relative'] {
  const defined = [...most.keys()].filter((picture) => !Number.isNaN(most[picture]!.relative))
  const areasOf = (losses: readonly Losses[]): Float64Array => Float64Array.from(defined, (picture) => losses[picture]!.relative)
  return { ...pairedAreas(areasOf(most), areasOf(least)), pictures: defined.length }
}

/** By what was lost, then picture. */
function columnsOf(losses: readonly Losses[]): Readonly<Record<Loss, Float64Array>> {
  const column = (which: Loss): Float64Array => Float64Array.from(losses, (one) => one[which])
  return {
    right: column('right'),
    probability: column('probability'),
    earlyRight: column('earlyRight'),
    earlyProbability: column('earlyProbability'),
  }
}

/** A loss of nothing, or a gain, has no parts. */
function partOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN
}

/** The mean accuracy at each point of the grid. */
export function meanCurve(table: CurveTable, order: 'most' | 'least', balanced: boolean): readonly number[] {
  const average = averageOf(table, balanced)
  const all = Uint32Array.from(table.most.keys())
  const points = table[order][0]?.curve.length ?? 0
  return Array.from({ length: points }, (_, point) =>
    average(
      Float64Array.from(table[order], ({ curve }) => curve[point]!),
      all,
    ),
  )
}

type Average = (values: Float64Array, items: Uint32Array) => number

/** The mean over some pictures; balanced, the mean of the means of each class. */
function averageOf({ classes }: CurveTable, isBalanced: boolean): Average {
  // Intervals ask for thousands of means, so that a class is a place in an array.
  const distinct = isBalanced ? [...new Set(classes)] : [0]
  const places = Uint32Array.from(classes, (index) => (isBalanced ? distinct.indexOf(index) : 0))
  const sums = new Float64Array(distinct.length)
  const counts = new Float64Array(distinct.length)
  return (values, items) => {
    sums.fill(0)
    counts.fill(0)
    for (const item of items) {
      const place = places[item]!
      sums[place]! += values[item]!
      counts[place]!++
    }
    let [total, present] = [0, 0]
    sums.forEach((sum, place) => {
      if (counts[place] === 0) return
      total += sum / counts[place]!
      present++
    })
    return total / present
  }
}
