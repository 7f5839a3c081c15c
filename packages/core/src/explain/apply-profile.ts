import { TelltaleError } from '../errors.ts'
import { samplingProfiles } from '../methods/sampling/profiles.ts'
import { type Profile, profiles } from '../methods/submodular/profiles.ts'
import type { RegionSource } from '../regions/create-regions.ts'
import type { ExplainOptions } from './options.ts'

/** A named parameter set, whichever list it is from. */
interface NamedSet {
  /** By method. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Regions and baseline, which profiles of submodular selection have. */
  readonly setting: Profile | null
}

/** Names of all published parameter sets: those of submodular selection, then those of other tools. */
export function profileNames(): readonly string[] {
  return [...Object.keys(profiles), ...Object.keys(samplingProfiles)]
}

/**
 * The options of one method with a named parameter set under them: whatever was given wins. Of several methods that are explained together,
 * named by `methods`, those that the set does not know keep their defaults. Throws USAGE_PARAMETER for an unknown name, and for a set that has
 * nothing for any of them.
 */
export function applyProfile(options: ExplainOptions, methods: readonly string[] = [methodOf(options)]): ExplainOptions {
  const { profile: name } = options
  if (name === undefined) return options
  const { parameters, setting } = setNamed(name)
  if (!methods.some((method) => Object.hasOwn(parameters, method))) throw nothingFor(methods, name, Object.keys(parameters))
  const method = methodOf(options)
  const own = Object.hasOwn(parameters, method) ? parameters[method] : {}
  return {
    ...(setting?.baseline === undefined ? {} : { baseline: { kind: setting.baseline } }),
    ...options,
    ...(setting === null ? {} : { regions: regionsOf(setting, options.regions) }),
    parameters: { ...own, ...options.parameters },
  }
}

/** The method that the options stand for. */
export function methodOf({ method, map }: Pick<ExplainOptions, 'method' | 'map'>): string {
  return method ?? (map ? 'given' : 'submodular')
}

function setNamed(name: string): NamedSet {
  if (Object.hasOwn(profiles, name)) {
    const setting = profiles[name]!
    // A map from elsewhere has no parameters, but is measured on the same regions and baseline.
    return { parameters: { submodular: setting.parameters, given: {} }, setting }
  }
  if (Object.hasOwn(samplingProfiles, name)) return { parameters: samplingProfiles[name]!, setting: null }
  throw new TelltaleError('USAGE_PARAMETER', `There is no profile "${name}".`, `Choose one of: ${profileNames().join(', ')}.`, {
    value: name,
  })
}

function nothingFor(methods: readonly string[], name: string, served: readonly string[]): TelltaleError {
  const fitting = profileNames().filter((other) => methods.some((method) => Object.hasOwn(setNamed(other).parameters, method)))
  const others = fitting.length === 0 ? '' : ` Profiles for ${methods.join(', ')}: ${fitting.join(', ')}.`
  return new TelltaleError(
    'USAGE_PARAMETER',
    `The profile "${name}" has nothing for ${methods.join(', ')}.`,
    `It is for: ${served.join(', ')}.${others}`,
    { value: name },
  )
}

function regionsOf(profile: Profile, given: ExplainOptions['regions']): number | RegionSource {
  if (typeof given === 'object') return given
  const count = given ?? profile.regions ?? 49
  switch (profile.regionKind ?? 'slico') {
    case 'grid':
      return { kind: 'grid', count }
    case 'patches':
      return { kind: 'patches', count, prior: null }
    case 'seeds':
      return { kind: 'seeds', count, connectivity: profile.connectivity ?? true }
    case 'slico':
      return { kind: 'slico', count, connectivity: profile.connectivity ?? true }
  }
}
