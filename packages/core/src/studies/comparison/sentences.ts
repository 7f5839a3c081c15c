import { bestOf, type Compared, type MetricFindings, type ModelFindings } from './findings.ts'

/** The findings in words, most important first. */
export function describeComparison(findings: readonly ModelFindings[], compared: Compared): readonly string[] {
  return [
    ...findings.flatMap((one) => [leaders(one, compared), ...unproven(one, compared)]),
    ...findings.flatMap((one) => disagreement(one)),
    ...findings.flatMap(foreign),
    ...missing(findings),
  ]
}

/** Who is best by which metric, and by how much that is more than chance. */
function leaders({ table, metrics }: ModelFindings, { methods }: Compared): string {
  const real = [...methods.keys()].filter((method) => !methods[method]!.isControl)
  const won = new Map<string, string[]>()
  for (const { metric, means } of metrics) {
    const best = bestOf(means, real, metric.metric.direction)
    if (best === null) continue
    const label = methods[best]!.label
    won.set(label, [...(won.get(label) ?? []), metric.label])
  }
  const parts = [...won].sort((a, b) => b[1].length - a[1].length).map(([label, names]) => `${label} by ${listed(names)}`)
  return `On ${table.model}, over ${table.samples.length} pictures, the best mean has ${parts.length === 0 ? 'no method' : listed(parts)}.`
}

/** Methods that are not shown to be better than a map that knows nothing. */
function unproven({ table, metrics }: ModelFindings, { methods }: Compared): readonly string[] {
  const parts = metrics.flatMap(({ metric, againstControl }) => {
    const better = metric.metric.direction === 'higher' ? 1 : -1
    const names = againstControl.flatMap((against, method) => {
      if (against === null || against.duel.pictures === 0) return []
      const { low, high } = against.duel.interval
      const worst = better === 1 ? low : -high
      return worst > 0 ? [] : [methods[method]!.label]
    })
    return names.length === 0 ? [] : [`${metric.label}: ${listed(names)}`]
  })
  if (parts.length === 0) return []
  return [
    `On ${table.model}, not shown to be better than the better of random map and centred blob (the 95 % interval of the difference reaches 0 or lies beyond): ${parts.join('; ')}.`,
  ]
}

function disagreement({ table, metrics }: ModelFindings): readonly string[] {
  const known = metrics.filter(({ agreement }) => !Number.isNaN(agreement.alpha))
  if (known.length === 0) return []
  const sorted = [...known].sort((a, b) => b.agreement.alpha - a.agreement.alpha)
  const name = ({ metric, agreement }: MetricFindings): string => `${metric.label} (alpha ${agreement.alpha.toFixed(2)})`
  const [most, least] = [sorted[0]!, sorted.at(-1)!]
  return [
    most === least
      ? `On ${table.model}, pictures agree about the ranking of the methods by ${name(most)}.`
      : `On ${table.model}, pictures agree most about the ranking of the methods by ${name(most)} and least by ${name(least)}; 1 would be full agreement, 0 none.`,
  ]
}

function foreign({ table }: ModelFindings): readonly string[] {
  if (table.foreign === 0) return []
  return [
    `${table.model} does not have the true class of ${table.foreign} pictures; its own answer is explained there, and is counted as neither right nor wrong.`,
  ]
}

function missing(findings: readonly ModelFindings[]): readonly string[] {
  const count = findings.reduce(
    (sum, { table }) => sum + table.missing.reduce((all, one) => all + one.count, 0) + table.failures.length,
    0,
  )
  return count === 0
    ? []
    : [`${count} values or maps are missing; the last section counts them with their reasons, and no mean contains them.`]
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
