import { TelltaleError } from '@telltale/core'

/** One thing that was tried on this machine. */
export interface Finding {
  readonly name: string
  readonly works: boolean
  /** What was measured, or why it does not work. */
  readonly detail: string
  /** What mends it; null where nothing is to be mended. */
  readonly fix: string | null
}

/** Tries something; an error becomes the finding that says so. */
export async function tryOut(name: string, attempt: () => Promise<string>): Promise<Finding> {
  try {
    return { name, works: true, detail: await attempt(), fix: null }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (!(error instanceof TelltaleError)) return { name, works: false, detail: reason, fix: null }
    return { name, works: false, detail: `${error.code}: ${reason}`, fix: error.fix }
  }
}

/** The largest difference between a backend's numbers and those expected; throws BACKEND_PROBE_FAILED where it is more than allowed, or no number. */
export function requireClose(
  backend: string,
  what: string,
  numbers: Float32Array,
  expected: Float32Array,
  allowed: number,
): number {
  const worst = numbers.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0)
  if (!(worst <= allowed)) throw probeFailed(backend, what, worst, allowed)
  return worst
}

/** A backend that runs and gives wrong numbers: what is wrong, by how much, and how much is allowed. */
function probeFailed(backend: string, what: string, off: number, allowed: number): TelltaleError {
  const fix = `Do not use ${backend} on this machine, and report what telltale doctor --json prints.`
  return new TelltaleError('BACKEND_PROBE_FAILED', `${what} is off by ${off}; ${allowed} is allowed.`, fix, {
    value: off,
    limit: allowed,
  })
}
