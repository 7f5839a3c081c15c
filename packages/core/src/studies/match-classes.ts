/**
 * Which class of a model is which of a data set, by name: models may number the same classes differently, as those do that put a background first.
 * Where a name stands for several classes, the first of them is the first, and so on. Null for a class that the model does not name.
 */
export function matchClasses(dataset: readonly string[], model: readonly string[]): (index: number) => number | null {
  const places = new Map(occurrences(model).map((name, index) => [name, index]))
  const matched = occurrences(dataset).map((name) => places.get(name) ?? null)
  return (index) => matched[index] ?? null
}

/** Each name with how often it stood before. */
function occurrences(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return `${before} ${name.trim().toLowerCase()}`
  })
}
