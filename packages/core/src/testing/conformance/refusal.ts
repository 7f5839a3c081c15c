/** Throws unless the call is refused with the code. */
export function refuses(code: string, call: () => void, what = 'the call'): void {
  try {
    call()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return
    throw error
  }
  throw new Error(`${what} was not refused with ${code}.`)
}

/** Throws unless the wait is refused with the code. */
export async function rejects(code: string, call: Promise<void>): Promise<void> {
  const error: unknown = await call.then(
    () => null,
    (reason) => reason,
  )
  refuses(code, () => {
    if (error !== null) throw error
  })
}

/** Throws unless the numbers are the same; NaN is. */
export function equal(actual: readonly number[], expected: readonly number[]): void {
  if (actual.join() !== expected.join()) throw new Error(`got ${actual.join(', ')} instead of ${expected.join(', ')}`)
}
