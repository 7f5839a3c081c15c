import type { KernelCase } from './kernel-case.ts'
import { unit } from './tolerance.ts'

/** Throws when the output leaves the tolerance anywhere; says where it is worst, by how much, and how often it happens. */
export function compareOutput(output: Float32Array, expected: Float64Array, { allow, relate }: KernelCase): void {
  let failures = 0
  let worst = -1
  let worstExcess = 0
  output.forEach((actual, index) => {
    const allowed = allow(index, expected)
    const deviation = Math.abs(actual - expected[index]!)
    const same = allowed === 0 ? Object.is(actual, expected[index]!) : deviation <= allowed
    if (same) return
    failures++
    // NaN compares with nothing, so the first failure always counts as the worst so far.
    const excess = allowed === 0 ? Infinity : deviation / allowed
    if (worst < 0 || excess > worstExcess) {
      worst = index
      worstExcess = excess
    }
  })
  if (failures > 0)
    throw new Error(describe(output[worst]!, expected[worst]!, allow(worst, expected), worst, failures, output.length))
  const complaint = relate?.(output) ?? null
  if (complaint !== null) throw new Error(complaint)
}

function describe(actual: number, expected: number, allowed: number, index: number, failures: number, count: number): string {
  const absolute = Math.abs(actual - expected)
  const relative = absolute / Math.abs(expected)
  const limit = allowed === 0 ? 'the same bits are asked for' : `${allowed} is allowed`
  return (
    `${failures} of ${count} elements are wrong. Worst at ${index}: ${actual} instead of ${expected}; ` +
    `off by ${absolute} (${limit}), ${relative} relative, ${relative / (2 * unit)} ulp.`
  )
}
