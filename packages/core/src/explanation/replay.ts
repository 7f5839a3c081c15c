import type { Explanation } from './document.ts'

/** The options of `explain` that repeat a document on its own picture and model. */
export function replayOptions({ body }: Explanation): {
  method: string
  parameters: Record<string, unknown>
  target: number
  against?: number
  regions: number
  regionKind: 'slico' | 'grid'
  baseline: Explanation['body']['baseline']
  seed: number
  threshold?: number
  budget?: number
} {
  const { threshold, budget, ...parameters } = body.method.parameters
  return {
    method: body.method.name,
    parameters,
    target: body.target.class,
    ...(body.target.against === undefined ? {} : { against: body.target.against }),
    regions: body.regions.requested,
    regionKind: body.regions.kind === 'grid' ? 'grid' : 'slico',
    baseline: body.baseline,
    seed: body.seed,
    ...(typeof threshold === 'number' ? { threshold } : {}),
    ...(typeof budget === 'number' ? { budget } : {}),
  }
}

/**
 * Where two documents' bodies differ, as paths like `model.sha256`, inputs first; empty when they agree. `target.why` is left out: it says
 * who chose the target, and a replay always has it given.
 */
export function differences(before: Explanation, after: Explanation): readonly string[] {
  return compare(before.body, after.body, '').filter((path) => path !== 'target.why')
}

function compare(a: unknown, b: unknown, path: string): string[] {
  if (Object.is(a, b)) return []
  if (!isObject(a) || !isObject(b)) return [path]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) => compare(a[key], b[key], path === '' ? key : `${path}.${key}`))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
