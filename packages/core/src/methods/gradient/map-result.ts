import type { Warning } from '../../model/classifier.ts'
import { constantMapWarnings } from '../constant-map.ts'
import type { MethodResult } from '../method.ts'

/** What a method knows beside its map. */
interface Known {
  readonly complete?: boolean
  readonly statistics?: MethodResult['statistics'] | undefined
  readonly warnings?: readonly Warning[]
}

/** A map of pixels, f32[H * W], with a word where it is level. */
export function mapResult(values: Float32Array, { complete = true, statistics, warnings = [] }: Known = {}): MethodResult {
  const constant = constantMapWarnings(values)
  return {
    attribution: { kind: 'map', values },
    complete,
    predicted: null,
    ...(statistics === undefined ? {} : { statistics }),
    // Chance has no part in a level map.
    warnings: [...constant, ...warnings.filter(({ code }) => constant.length === 0 || code !== 'SAMPLES_FEW')],
  }
}
