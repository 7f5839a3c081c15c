import { parse } from 'node:path'
import { knownTruth, openDataset, type Picture, type Sample, type TruthInPicture } from '@telltale/core'
import { reportWarnings } from '../report.ts'
import type { Terminal } from '../terminal.ts'

/** Where the object of a picture is, and its class; undefined where the data set does not know the picture, or which of its objects is meant. */
export type FindTruth = (
  path: string,
  picture: Picture,
  wanted: number | null,
) => Promise<{ readonly truth: TruthInPicture; readonly class: number | null } | undefined>

/**
 * Opens a data set as a list of objects. Samples that cannot be used are named once on stderr. A picture is found by the end of its path, which is
 * the sample's id, or by its name; of several objects in it the one of the class that is wanted counts. Throws what `openDataset` throws.
 */
export async function openTruths(terminal: Terminal, path: string, labels: readonly string[]): Promise<FindTruth> {
  const { samples, skipped, name } = await openDataset(path, { labels })
  await reportWarnings(
    terminal,
    skipped.map(({ id, code, reason }) => ({ code, message: `${id}: ${reason}` })),
    name,
  )
  return async (place, picture, wanted) => {
    const objects = samplesOf(samples, place)
    const sample = objects.find(({ class: index }) => index === wanted) ?? (objects.length === 1 ? objects[0] : undefined)
    if (sample === undefined) return undefined
    return { truth: await knownTruth(sample, picture), class: sample.class ?? null }
  }
}

/** All that are about one picture. Ids of one picture with several classes end in `#` and the class. */
function samplesOf(samples: readonly Sample[], place: string): readonly Sample[] {
  const path = place.replaceAll('\\', '/')
  const pathOf = ({ id }: Sample): string => id.replace(/#\d+$/, '')
  const exact = samples.filter((sample) => path === pathOf(sample) || path.endsWith(`/${pathOf(sample)}`))
  if (exact.length > 0) return exact
  const named = samples.filter((sample) => parse(pathOf(sample)).base === parse(path).base)
  return new Set(named.map(pathOf)).size === 1 ? named : []
}
