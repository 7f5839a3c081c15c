import { quantile } from '../math/quantile.ts'
import type { Role } from './contender.ts'
import type { LineNote, MeasuredLine } from './measurements.ts'
import type { Timing } from './time-contenders.ts'
import type { Work } from './work.ts'

/** A run must last so many steps of the clock. */
const leastSteps = 50
/** Spread of the middle half of the runs, as a share of the median. */
const widestSpread = 0.25
/** A copy reads as much as it writes; a kernel whose inputs are cached only writes, and may be so many times as fast. */
const beyondCopy = 1.5

export interface JudgeOptions {
  readonly clockStep: number
  /** Runs that a contender gets unless it is slow. */
  readonly runs: number
}

/** From times to lines: medians and quartiles, ratios within this work, what speaks against a figure, and a verdict in words. */
export function judge(work: Work, timings: readonly Timing[], options: JudgeOptions): readonly MeasuredLine[] {
  const drawn = timings.map((timing) => ({ ...timing, milliseconds: spreadOf(timing.samples) }))
  const medianOf = (role: Role): number | undefined => drawn.find(({ contender }) => contender.role === role)?.milliseconds.median
  return drawn.map(({ contender, samples, repeats, milliseconds }) => {
    const ratios = (['plain', 'copy', 'definition', 'outside'] as const).flatMap((role) => {
      const other = medianOf(role)
      const isNoLimit = role === 'copy' && contender.onDevice
      return other === undefined || contender.role === role || isNoLimit ? [] : [[role, other / milliseconds.median] as const]
    })
    const timesAsFast: MeasuredLine['timesAsFast'] = Object.fromEntries(ratios)
    const notes: LineNote[] = []
    if (contender.software) notes.push('software adapter')
    if (samples.length < options.runs) notes.push('few runs')
    if (milliseconds.upper - milliseconds.lower > widestSpread * milliseconds.median) notes.push('unsteady')
    if (repeats * milliseconds.median < leastSteps * options.clockStep) notes.push('too fast')
    if (contender.role === 'backend' && (timesAsFast.copy ?? 0) > beyondCopy) notes.push('beyond a copy')
    return {
      work: work.name,
      size: work.size,
      name: contender.name,
      role: contender.role,
      runs: samples.length,
      callsPerRun: repeats,
      milliseconds,
      unit: work.unit,
      perSecond: (1000 * work.perCall) / milliseconds.median,
      timesAsFast,
      notes,
      verdict: verdictOf(contender.role, timesAsFast, notes),
    }
  })
}

function spreadOf(samples: readonly number[]): MeasuredLine['milliseconds'] {
  const at = (share: number): number => quantile(samples, share)
  return { fastest: at(0), lower: at(0.25), median: at(0.5), upper: at(0.75) }
}

function verdictOf(
  role: Role,
  { plain, copy, definition, outside }: MeasuredLine['timesAsFast'],
  notes: readonly LineNote[],
): string {
  if (notes.includes('software adapter')) return 'runs on a software adapter; no figure of a GPU'
  if (role === 'copy') return 'what moving its bytes takes'
  if (role === 'plain' && definition === undefined) return 'the plain version'
  const parts = [
    plain === undefined ? '' : `${times(plain)} the plain version`,
    definition === undefined ? '' : `${times(definition)} the definition`,
    outside === undefined ? '' : `${times(outside)} the program outside`,
    copy === undefined ? '' : `${share(copy)} of a memory copy`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** Three significant digits, and `x`. */
export function times(ratio: number): string {
  return `${ratio >= 100 ? Math.round(ratio) : Number(ratio.toPrecision(3))} x`
}

function share(ratio: number): string {
  return `${ratio >= 0.1 ? Math.round(100 * ratio) : Number((100 * ratio).toPrecision(2))} %`
}
