import { parse } from 'node:path'
import { openDataset, type Picture, type Sample, type TruthInPicture } from '@telltale/core'
import { reportWarnings } from '../report.ts'
import type { Terminal } from '../terminal.ts'

/** Says where the object of a picture is; undefined where the data set does not know the picture. */
export type FindTruth = (path: string, picture: Picture) => Promise<TruthInPicture | undefined>

/**
 * Opens a data set as a list of objects. Samples that cannot be used are named once on stderr. A picture is found by the end of its path, which is
 * the sample's id, or by its name where no two samples have it. Throws what `openDataset` throws.
 */
export async function openTruths(terminal: Terminal, path: string, labels: readonly string[]): Promise<FindTruth> {
  const { samples, skipped, name } = await openDataset(path, { labels })
  await reportWarnings(
    terminal,
    skipped.map(({ id, code, reason }) => ({ code, message: `${id}: ${reason}` })),
    name,
  )
  return async (place, picture) => {
    const sample = sampleOf(samples, place)
    if (sample === undefined) return undefined
    const values = await sample.mask?.()
    return {
      ...(values && { mask: { width: picture.width, height: picture.height, values } }),
      ...(sample.boxes && { boxes: sample.boxes }),
    }
  }
}

function sampleOf(samples: readonly Sample[], place: string): Sample | undefined {
  const path = place.replaceAll('\\', '/')
  const pathOf = ({ id }: Sample): string => id.replace(/#\d+$/, '')
  const exact = samples.find((sample) => path === pathOf(sample) || path.endsWith(`/${pathOf(sample)}`))
  if (exact) return exact
  const named = samples.filter((sample) => parse(pathOf(sample)).base === parse(path).base)
  return named.length === 1 ? named[0] : undefined
}
