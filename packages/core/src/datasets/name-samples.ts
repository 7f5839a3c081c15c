import { TelltaleError } from '../errors.ts'
import { findClass } from '../model/find-class.ts'
import type { Dataset } from './dataset.ts'
import type { ListedSample } from './listed-sample.ts'

/** A listed sample with its id, and its class as an index of the model. */
export interface NamedSample extends Omit<ListedSample, 'class'> {
  readonly id: string
  readonly class: number | null
}

type Skipped = Dataset['skipped'][number]

/**
 * Finds the classes among the model's and gives every sample an id: its path, with `#<class>` behind it where one picture is listed for several
 * classes. Samples of an unknown or ambiguous class are skipped with the code of the error, those that are listed twice as DATASET_LISTED_TWICE.
 */
export function nameSamples(
  listed: readonly ListedSample[],
  labels: readonly string[],
): { readonly samples: readonly NamedSample[]; readonly skipped: readonly Skipped[] } {
  const skipped: Skipped[] = []
  const times = new Map<string, number>()
  for (const { picture } of listed) times.set(picture, (times.get(picture) ?? 0) + 1)
  const indexOf = classFinder(labels)

  const samples = new Map<string, NamedSample>()
  for (const sample of listed) {
    const found = indexOf(sample.class)
    if (found instanceof TelltaleError) {
      skipped.push({ id: sample.picture, code: found.code, reason: found.message })
      continue
    }
    const id = times.get(sample.picture)! > 1 && found !== null ? `${sample.picture}#${found}` : sample.picture
    if (samples.has(id))
      skipped.push({ id, code: 'DATASET_LISTED_TWICE', reason: 'The same picture is listed twice for the same class.' })
    else samples.set(id, { ...sample, id, class: found })
  }
  return { samples: [...samples.values()], skipped }
}

/** Each name is looked for once, however many pictures have it. */
function classFinder(labels: readonly string[]): (query: ListedSample['class']) => number | null | TelltaleError {
  const known = new Map<number | string, number | TelltaleError>()
  return (query) => {
    if (query === null) return null
    const found = known.get(query) ?? findOrRefuse(labels, query)
    known.set(query, found)
    return found
  }
}

function findOrRefuse(labels: readonly string[], query: number | string): number | TelltaleError {
  try {
    return findClass(labels, query)
  } catch (error) {
    if (error instanceof TelltaleError) return error
    throw error
  }
}
