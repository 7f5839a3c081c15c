import { type Profile, profiles, type RegionSource, readMapFile, readRegionFiles, TelltaleError } from '@telltale/core'
import { resolveIn, type Terminal } from '../terminal.ts'

/** What the flags say of regions; undefined where nothing was said. */
export interface RegionFlags {
  readonly regions?: number | undefined
  readonly regionKind?: 'slico' | 'seeds' | 'grid' | 'patches' | undefined
  /** False after `--no-connectivity`. */
  readonly connectivity: boolean
  readonly regionMasks?: readonly string[] | undefined
  readonly prior?: string | undefined
  readonly patchSide?: number | undefined
  readonly patchCells?: number | undefined
  readonly profile?: string | undefined
}

const usualCount = 49

/**
 * What `explain` is to be told of regions: nothing, a number, or a source whose files are read. Throws USAGE_FLAG for flags that do not go
 * together, and what reading the files throws.
 */
export async function regionsFrom(terminal: Terminal, flags: RegionFlags): Promise<number | RegionSource | undefined> {
  if (flags.regionMasks) {
    refuse(flags.regions !== undefined, '--regions', '--region-masks')
    refuse(flags.regionKind !== undefined, '--region-kind', '--region-masks')
    refuse(saysPatches(flags), '--prior, --patch-side and --patch-cells', '--region-masks')
    refuse(!flags.connectivity, '--no-connectivity', '--region-masks')
    const labels = await readRegionFiles(flags.regionMasks.map((path) => resolveIn(terminal, path)))
    return { kind: 'labels', labels, name: flags.regionMasks.join(', ') }
  }
  const profile = profileOf(flags)
  const kind = flags.regionKind ?? impliedKind(flags, profile)
  if (kind === undefined) return flags.regions
  const count = flags.regions ?? profile?.regions ?? usualCount
  if (kind !== 'patches') refuse(saysPatches(flags), '--prior, --patch-side and --patch-cells', `--region-kind ${kind}`)
  if (kind === 'slico' || kind === 'seeds')
    return { kind, count, connectivity: flags.connectivity && (profile?.connectivity ?? true) }
  refuse(!flags.connectivity, '--no-connectivity', `--region-kind ${kind}`)
  return kind === 'grid' ? { kind, count } : await patches(terminal, flags, count)
}

async function patches(terminal: Terminal, flags: RegionFlags, count: number): Promise<RegionSource> {
  return {
    kind: 'patches',
    count,
    prior: flags.prior === undefined ? null : await readMapFile(resolveIn(terminal, flags.prior)),
    ...(flags.patchSide !== undefined && { side: flags.patchSide }),
    ...(flags.patchCells !== undefined && { cells: flags.patchCells }),
  }
}

function impliedKind(flags: RegionFlags, profile: Profile | undefined): RegionFlags['regionKind'] {
  if (saysPatches(flags)) return 'patches'
  return flags.connectivity ? undefined : (profile?.regionKind ?? 'slico')
}

/** A name that no profile has is left to `explain`, which lists those there are. */
function profileOf({ profile }: RegionFlags): Profile | undefined {
  return profile !== undefined && Object.hasOwn(profiles, profile) ? profiles[profile] : undefined
}

function saysPatches({ prior, patchSide, patchCells }: RegionFlags): boolean {
  return prior !== undefined || patchSide !== undefined || patchCells !== undefined
}

function refuse(isGiven: boolean, flag: string, beside: string): void {
  if (!isGiven) return
  throw new TelltaleError(
    'USAGE_FLAG',
    `${flag} ${flag.includes(' and ') ? 'say' : 'says'} nothing beside ${beside}.`,
    'Leave one of them out.',
    { value: flag },
  )
}
