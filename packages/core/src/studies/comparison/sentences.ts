import type { Duel } from './duels.ts'
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

/** Who is best by which metric; a metric that gives all methods the same mean has no best one. */
function leaders({ table, metrics }: ModelFindings, { methods }: Compared): string {
  const real = [...methods.keys()].filter((method) => !methods[method]!.isControl)
  const won = new Map<string, string[]>()
  const undecided: string[] = []
  for (const { metric, means } of metrics) {
    const best = bestOf(means, real, metric.metric.direction)
    if (best === null) continue
    const isShared = real.filter((method) => means[method] === means[best]).length > 1
    const label = methods[best]!.label
    if (isShared) undecided.push(metric.label)
    else won.set(label, [...(won.get(label) ?? []), metric.label])
  }
  const parts = [...won].sort((a, b) => b[1].length - a[1].length).map(([label, names]) => `${label} by ${listed(names)}`)
  const shared = undecided.length === 0 ? '' : ` By ${listed(undecided)}, several methods share it.`
  return `On ${table.model}, over ${table.samples.length} pictures, the best mean has ${parts.length === 0 ? 'no method alone' : listed(parts)}.${shared}`
}

/** Names are told of so many methods, and counted of more. */
const mostNames = 3

/** Methods that are not shown to be better than a map that knows nothing. */
function unproven({ table, metrics }: ModelFindings, { methods }: Compared): readonly string[] {
  let pairs = 0
  let failing = 0
  const parts = metrics.flatMap(({ metric, againstControl }) => {
    const tried = againstControl.flatMap((against, method) =>
      against !== null && against.duel.pictures > 0
        ? [{ name: methods[method]!.label, isShown: isBetter(against.duel, metric.metric.direction) }]
        : [],
    )
    const names = tried.filter(({ isShown }) => !isShown).map(({ name }) => name)
    pairs += tried.length
    failing += names.length
    if (names.length === 0) return []
    const which =
      names.length === tried.length ? 'all' : names.length > mostNames ? `${names.length} of ${tried.length}` : listed(names)
    return [`${metric.label}: ${which}`]
  })
  if (pairs === 0) return []
  const chance = 'the random map or the centred blob, whichever does better'
  if (failing === 0) return [`On ${table.model}, every method is better than ${chance}, by every metric.`]
  return [
    `On ${table.model}, ${failing} of ${pairs} pairs of method and metric are not shown to be better than ${chance} (the 95 % interval of the difference is not all on the better side). By ${parts.join('; by ')}.`,
  ]
}

function isBetter({ interval: { low, high } }: Duel, direction: 'higher' | 'lower'): boolean {
  return direction === 'higher' ? low > 0 : high < 0
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
    `${table.model} does not have the true class of ${table.foreign} of ${table.samples.length} pictures; its own answer is explained there, and is counted as neither right nor wrong.`,
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
