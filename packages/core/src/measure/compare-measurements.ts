import type { MeasuredLine, Measurements } from './measurements.ts'

/** A line of now beside the same line of an earlier measurement. */
export interface ComparedLine {
  readonly work: string
  readonly size: string
  readonly name: string
  /** Times as fast as the plain version of its own run. */
  readonly before: number
  readonly now: number
  /** `before / now`: above 1 it has become slower. */
  readonly slowdown: number
}

/** Two measurements side by side. */
export interface Comparison {
  readonly lines: readonly ComparedLine[]
  /** Lines of backends, as `work, size, name`, that only one of them has. */
  readonly onlyBefore: readonly string[]
  readonly onlyNow: readonly string[]
  /** What differs between the machines, as `name: before, now`. */
  readonly machine: readonly string[]
}

/**
 * Compares how many times each backend is as fast as the plain version of the same run, then and now: a machine that is slower as a whole, or
 * another machine, makes no difference that counts. Software adapters are left out, as their times are of no use.
 */
export function compareMeasurements(before: Measurements, now: Measurements): Comparison {
  const [then, current] = [linesByKey(before), linesByKey(now)]
  const lines = [...current].flatMap(([key, line]) => {
    const earlier = then.get(key)
    if (earlier === undefined) return []
    const [was, is] = [earlier.timesAsFast.plain!, line.timesAsFast.plain!]
    return [{ work: line.work, size: line.size, name: line.name, before: was, now: is, slowdown: was / is }]
  })
  const names = new Set([...Object.keys(before.machine), ...Object.keys(now.machine)])
  return {
    lines,
    onlyBefore: [...then.keys()].filter((key) => !current.has(key)),
    onlyNow: [...current.keys()].filter((key) => !then.has(key)),
    machine: [...names]
      .filter((name) => before.machine[name] !== now.machine[name])
      .map((name) => `${name}: ${before.machine[name] ?? 'not said'}, ${now.machine[name] ?? 'not said'}`),
  }
}

function linesByKey({ lines }: Measurements): ReadonlyMap<string, MeasuredLine> {
  const comparable = lines.filter(
    ({ role, timesAsFast, notes }) =>
      role === 'backend' && timesAsFast.plain !== undefined && !notes.includes('software adapter'),
  )
  return new Map(comparable.map((line) => [`${line.work}, ${line.size}, ${line.name}`, line]))
}
