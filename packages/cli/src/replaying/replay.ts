import { dirname } from 'node:path'
import {
  type Classifier,
  differences,
  type Explanation,
  explain,
  hashBody,
  type Picture,
  readPicture,
  replayOptions,
  TelltaleError,
} from '@telltale/core'
import type { ModelFlags } from '../flags/model-flags.ts'
import { createProgress } from '../output/progress.ts'
import { exitCodes } from '../report.ts'
import { printable, resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { differenceLines } from './difference-lines.ts'
import { openModelOf } from './open-model-of.ts'
import { pictureOfDocument } from './picture-of-document.ts'
import { readDocument } from './read-document.ts'

/** What may be said beside a document that is repeated. */
export interface ReplayFlags extends ModelFlags {
  readonly model?: string | undefined
  readonly backend: 'auto' | 'wasm-simd' | 'wasm' | 'reference'
  readonly memory?: number | undefined
  readonly json?: true | undefined
}

/**
 * Repeats a document on its own picture and model, or on those named, and says whether the same bits come out. Exit code 0 when they do, 1 with
 * what differs when not. Throws DOCUMENT_*, PICTURE_* and MODEL_* where something is missing, and USAGE_FLAG for several pictures.
 */
export async function replay(terminal: Terminal, name: string, pictures: readonly string[], flags: ReplayFlags): Promise<number> {
  const document = await readDocument(resolveIn(terminal, name), name)
  const folder = dirname(resolveIn(terminal, name))
  const picture = await readPicture(await picturePath(terminal, name, folder, document, pictures))
  const model = await openModelOf(terminal, folder, document, flags)
  try {
    const repeated = await repeat(terminal, name, document, model, picture, flags)
    const paths = differences(document, repeated)
    const hash = await hashBody(document.body)
    if (flags.json) await writeLines(terminal.stdout, [JSON.stringify({ same: paths.length === 0, hash, differences: paths })])
    else await writeLines(terminal.stdout, describe(name, document, repeated, paths, hash).map(printable))
    return paths.length === 0 ? exitCodes.done : exitCodes.somePicturesFailed
  } finally {
    await model.dispose()
  }
}

function describe(
  name: string,
  before: Explanation,
  after: Explanation,
  paths: readonly string[],
  hash: string,
): readonly string[] {
  if (paths.length === 0) return [`Same bits: ${hash}`]
  return [`${name} does not repeat:`, ...differenceLines(before, after, paths).map((line) => `  ${line}`)]
}

async function repeat(
  terminal: Terminal,
  name: string,
  document: Explanation,
  model: Classifier,
  picture: Picture,
  { backend, memory }: ReplayFlags,
): Promise<Explanation> {
  const progress = createProgress(terminal, name)
  try {
    return await explain(model, picture, {
      ...replayOptions(document),
      backend: backend === 'auto' ? kernelsOf(document) : backend,
      ...(memory !== undefined && { memory }),
      signal: terminal.signal,
      onProgress: progress.show,
    })
  } finally {
    progress.close()
  }
}

/** Named pictures win over the place that the document tells. */
async function picturePath(
  terminal: Terminal,
  name: string,
  folder: string,
  document: Explanation,
  pictures: readonly string[],
): Promise<string> {
  const again = `telltale explain <picture> --replay ${name}`
  if (pictures.length > 1)
    throw new TelltaleError('USAGE_FLAG', 'A document is about one picture, and several are named.', `Name one: ${again}`)
  if (pictures[0] !== undefined) return resolveIn(terminal, pictures[0])
  return await pictureOfDocument(document, { name, folder, again })
}

function kernelsOf({ body }: Explanation): ReplayFlags['backend'] {
  return (['wasm-simd', 'wasm', 'reference'] as const).find((name) => body.backend.startsWith(`${name} kernels`)) ?? 'auto'
}
