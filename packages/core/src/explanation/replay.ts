import type { RegionSource } from '../regions/create-regions.ts'
import { decodeRuns } from '../regions/runs.ts'
import type { SaliencyMap } from '../regions/saliency-map.ts'
import { decodeFloats } from './base64.ts'
import { type Check, checks as knownChecks } from './checks.ts'
import type { Explanation } from './document.ts'

/** The options of `explain` that repeat a document on its own picture and model. */
export interface ReplayOptions {
  readonly method: string
  readonly parameters: Record<string, unknown>
  readonly target: number
  readonly truth?: number
  readonly against?: number
  readonly regions: RegionSource
  readonly baseline: Explanation['body']['baseline']
  readonly seed: number
  readonly threshold?: number
  readonly budget?: number
  readonly checks: readonly Check[]
  readonly map?: SaliencyMap
}

/** Reads off a document what was asked. Regions that came from files or a map are taken as they are. Throws DOCUMENT_INVALID. */
export function replayOptions({ body }: Explanation): ReplayOptions {
  const { threshold, budget, checks, ...parameters } = body.method.parameters
  const { target } = body
  const map = givenMap(body)
  return {
    method: body.method.name,
    parameters,
    target: target.class,
    ...(target.why === 'truth' && { truth: target.class }),
    ...(target.against !== undefined && { against: target.against }),
    regions: regionsOf(body),
    baseline: body.baseline,
    seed: body.seed,
    ...(typeof threshold === 'number' && { threshold }),
    ...(typeof budget === 'number' && { budget }),
    checks: knownChecks.filter((check) => Array.isArray(checks) && checks.includes(check)),
    ...(map && { map }),
  }
}

function regionsOf({ regions, picture }: Explanation['body']): RegionSource {
  const { kind, requested: count, connected: connectivity } = regions
  if (kind === 'slico' || kind === 'seeds') return { kind, count, connectivity }
  if (kind === 'grid') return { kind, count }
  const { width, height } = picture.frame
  return { kind: 'ready', map: decodeRuns(regions.runs, width, height, regions.count, kind), count }
}

/** The map that was explained, where it came from elsewhere. */
function givenMap({ attribution, method, picture }: Explanation['body']): SaliencyMap | null {
  if (method.name !== 'given' || attribution.kind !== 'map') return null
  return { width: picture.frame.width, height: picture.frame.height, values: decodeFloats(attribution.values) }
}

/**
 * Where two documents' bodies differ, as paths like `model.sha256`, inputs first; empty when they agree. `target.why` is left out: it says
 * who chose the target, and a replay has it given. So are the names of files.
 */
export function differences(before: Explanation, after: Explanation): readonly string[] {
  return compare(before.body, after.body, '').filter((path) => !unimportant.includes(path))
}

const unimportant: readonly string[] = ['target.why', 'picture.name', 'model.name']

function compare(a: unknown, b: unknown, path: string): string[] {
  if (Object.is(a, b)) return []
  if (!isObject(a) || !isObject(b)) return [path]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) => compare(a[key], b[key], path === '' ? key : `${path}.${key}`))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
