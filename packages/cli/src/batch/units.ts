import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isInShard, readPicture, type Shard, TelltaleError, type Unit } from '@telltale/core'
import type { Job } from './job.ts'
import type { PendingPicture } from './pending.ts'
import { mostPictureBytes } from './read-source.ts'

/** A picture as the runner takes it; without a job where it cannot even be read. */
export interface PictureUnit extends Unit {
  readonly job: Job | null
}

interface UnitOptions {
  readonly shard: Shard | null
  readonly configuration: string
  /** Called for a picture that turns out to be another shard's. */
  readonly onSkip: () => void
}

/** Reads pictures one after another, as they are asked for, and makes jobs of them. */
export async function* unitsOf(pictures: readonly PendingPicture[], options: UnitOptions): AsyncGenerator<PictureUnit> {
  for (const picture of pictures) {
    const unit = await unitOf(picture, options.configuration)
    if (options.shard && !isInShard(unit.key ?? hashOf(Buffer.from(picture.file)), options.shard)) options.onSkip()
    else yield unit
  }
}

async function unitOf(picture: PendingPicture, configuration: string): Promise<PictureUnit> {
  const { name, path, file, stats } = picture
  const truth = picture.truth ?? null
  const about = {
    picture: name,
    file,
    ...(stats && { size: stats.size, modified: stats.mtimeMs }),
    ...(truth !== null && { truth }),
  }
  const bytes = await readSafely(path, stats?.isFile() === true ? stats.size : 0)
  if (bytes instanceof Error) return { key: null, about, job: null, refusal: bytes }
  const sha256 = hashOf(bytes)
  const key = truth === null ? sha256 : `${sha256}:${truth}`
  return { key, about, job: { id: key, picture: path, name, sha256, truth, configuration } }
}

/** The bytes, or why there are none: the reader of pictures says it best, and decodes nothing of a file like that. */
async function readSafely(path: string, size: number): Promise<Uint8Array | TelltaleError> {
  if (size > 0 && size <= mostPictureBytes) {
    const bytes = await readFile(path).catch(() => null)
    if (bytes) return bytes
  }
  const refusal: unknown = await readPicture(path).catch((error: unknown) => error)
  // It may have become readable in the meantime.
  return refusal instanceof TelltaleError ? refusal : await readFile(path)
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
