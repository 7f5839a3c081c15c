import { TelltaleError } from '../errors.ts'
import { metricProfiles } from '../metrics/profiles.ts'
import { type PreparedMetric, prepareMetric } from '../metrics/registry.ts'
import type { WantedMetric } from './options.ts'

/**
 * The metrics that are wanted, with another tool's constants under what was given for them; those that the tool does not have keep their defaults.
 * Throws USAGE_UNKNOWN_METRIC, USAGE_PARAMETER, and USAGE_PARAMETER for a profile that does not exist or has none of them.
 */
export function prepareMetrics(wanted: readonly WantedMetric[], profile?: string): readonly PreparedMetric[] {
  const named = wanted.map((metric) => (typeof metric === 'string' ? { name: metric } : metric))
  const constants = profile === undefined ? {} : constantsOf(profile)
  const prepared = named.map(({ name, ...given }) => prepareMetric(name, { ...constants[name], ...given.parameters }))
  if (profile !== undefined && !named.some(({ name }) => Object.hasOwn(constants, name)))
    throw refusal(`The profile "${profile}" has none of the metrics.`, `It has: ${Object.keys(constants).join(', ')}.`, profile)
  return prepared
}

function constantsOf(profile: string): (typeof metricProfiles)[string] {
  if (Object.hasOwn(metricProfiles, profile)) return metricProfiles[profile]!
  throw refusal(`There is no profile "${profile}".`, `Choose one of: ${Object.keys(metricProfiles).join(', ')}.`, profile)
}

function refusal(message: string, fix: string, value: string): TelltaleError {
  return new TelltaleError('USAGE_PARAMETER', message, fix, { value })
}
