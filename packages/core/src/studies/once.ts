/** Makes what many samples share when it is first asked for, and gives the same to whoever asks again under that name. */
export type Once = <T>(name: string, make: () => Promise<T>) => Promise<T>

/** Keeps what was made for as long as it is itself kept. What could not be made is tried again by the next who asks. */
export function createOnce(): Once {
  const made = new Map<string, Promise<unknown>>()
  return async <T>(name: string, make: () => Promise<T>): Promise<T> => {
    const known = made.get(name) ?? make()
    made.set(name, known)
    known.catch(() => made.delete(name))
    // Whoever asks under a name is given what was made under it.
    return (await known) as T
  }
}
