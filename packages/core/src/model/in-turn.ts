/** The same function for callers who do not wait for each other: a call begins when the one before has ended, however it ended. */
export function inTurn<A extends readonly unknown[], R>(work: (...given: A) => Promise<R>): (...given: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (...given) => {
    const next = last.then(() => work(...given))
    last = next.catch(() => undefined)
    return next
  }
}
