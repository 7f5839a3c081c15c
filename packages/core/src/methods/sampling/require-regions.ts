import { TelltaleError } from '../../errors.ts'

/** Throws USAGE_REGIONS when there are more regions than a method can take. */
export function requireRegions(method: string, regions: number, limit: number, instead: string): void {
  if (regions <= limit) return
  throw new TelltaleError(
    'USAGE_REGIONS',
    `The method ${method} takes at most ${limit} regions; there are ${regions}.`,
    `Ask for at most ${limit} regions, or use the method ${instead}.`,
    { value: regions, limit },
  )
}
