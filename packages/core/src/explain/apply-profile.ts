import { TelltaleError } from '../errors.ts'
import { type Profile, profiles } from '../methods/submodular/profiles.ts'
import type { RegionSource } from '../regions/create-regions.ts'
import type { ExplainOptions } from './options.ts'

/** The options with a named parameter set under them: whatever was given wins. Throws USAGE_PARAMETER for an unknown name. */
export function applyProfile(options: ExplainOptions): ExplainOptions {
  if (options.profile === undefined) return options
  const profile = Object.hasOwn(profiles, options.profile) ? profiles[options.profile] : undefined
  if (!profile)
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `There is no profile "${options.profile}".`,
      `Choose one of: ${Object.keys(profiles).join(', ')}.`,
      { value: options.profile },
    )
  return {
    ...(profile.baseline === undefined ? {} : { baseline: { kind: profile.baseline } }),
    ...options,
    parameters: { ...profile.parameters, ...options.parameters },
    regions: regionsOf(profile, options.regions),
  }
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
