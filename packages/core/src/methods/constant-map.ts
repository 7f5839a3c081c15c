import type { Warning } from '../model/classifier.ts'

/** MAP_CONSTANT where all values of a map are the same, so that it ranks nothing. */
export function constantMapWarnings(values: ArrayLike<number>): Warning[] {
  const first = values[0] ?? 0
  for (let i = 1; i < values.length; i++) if (values[i] !== first) return []
  const what = first === 0 ? 'zero' : first.toPrecision(3)
  return [
    { code: 'MAP_CONSTANT', message: `The map is ${what} everywhere: nothing here says which part of the picture matters.` },
  ]
}
