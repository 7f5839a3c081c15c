/** What a run was told, as plain JSON: settings that decide what its results are. */
export type RunConfiguration = Readonly<Record<string, unknown>>

/** One setting that two configurations do not share; undefined where one of them lacks it. */
export interface ConfigurationDifference {
  /** As `options.seed`. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Where two configurations differ, in the order of the first; lists are compared as wholes. */
export function configurationDifferences(
  before: RunConfiguration,
  after: RunConfiguration,
  within = '',
): readonly ConfigurationDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const path = within === '' ? name : `${within}.${name}`
    const [left, right] = [before[name], after[name]]
    if (isRecord(left) && isRecord(right)) return configurationDifferences(left, right, path)
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [{ path, before: left, after: right }]
  })
}

function isRecord(value: unknown): value is RunConfiguration {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const differencesShown = 8

/** Differences in words, the first eight of them: `options.seed was 1 and is 2; …`. */
export function describeDifferences(differences: readonly ConfigurationDifference[]): string {
  const shown = differences
    .slice(0, differencesShown)
    .map(({ path, before, after }) => `${path} was ${written(before)} and is ${written(after)}`)
  const more = differences.length > differencesShown ? `, and ${differences.length - differencesShown} more` : ''
  return `${shown.join('; ')}${more}`
}

function written(value: unknown): string {
  return value === undefined ? 'not given' : JSON.stringify(value)
}
