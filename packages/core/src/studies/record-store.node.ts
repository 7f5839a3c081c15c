import { TelltaleError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { createFolderStore } from './folder-store.node.ts'

/** The records of a study: one JSON file per sample, whole or not there. */
export interface RecordStore {
  /** Keeps the record of a sample; NaN becomes null. Throws RUN_DISK. */
  readonly put: (sample: string, record: unknown) => Promise<void>
  readonly has: (sample: string) => Promise<boolean>
  /** Reads the records of these samples one after another. Throws DOCUMENT_INVALID for one that is missing or damaged. */
  readonly read: (samples: readonly string[]) => AsyncGenerator<unknown>
  /** Returns once these records would survive a power cut. */
  readonly settle: (samples: readonly string[]) => Promise<void>
}

const place = 'records'

/** Identifies a sample within a run: 16 hexadecimal digits of its id's SHA-256. */
export async function sampleKey(sample: string): Promise<string> {
  return (await sha256(new TextEncoder().encode(sample))).slice(0, 16)
}

/** The store in a run's folder. */
export function createRecordStore(folder: string): RecordStore {
  const files = createFolderStore(folder)
  const nameOf = async (sample: string): Promise<string> => `${await sampleKey(sample)}.json`

  async function* read(samples: readonly string[]): AsyncGenerator<unknown> {
    for (const sample of samples) {
      const name = await nameOf(sample)
      const entry = parsed(await files.read(place, name))
      if (entry === null || entry.sample !== sample) throw damaged(`${folder}/${place}/${name}`, sample)
      yield entry.record
    }
  }

  return {
    put: async (sample, record) => {
      const bytes = new TextEncoder().encode(JSON.stringify({ schema: 'telltale-record/1', sample, record }))
      await files.put(place, { name: await nameOf(sample), bytes })
    },
    has: async (sample) => await files.has(place, await nameOf(sample)),
    read,
    settle: async (samples) => await files.settle(place, await Promise.all(samples.map(nameOf))),
  }
}

function parsed(bytes: Uint8Array | null): { readonly sample: unknown; readonly record: unknown } | null {
  if (bytes === null) return null
  try {
    const entry: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof entry === 'object' && entry !== null && 'sample' in entry && 'record' in entry ? entry : null
  } catch {
    return null
  }
}

function damaged(file: string, sample: string): TelltaleError {
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `${file}, the record of "${sample}", is missing or damaged.`,
    'Delete that file and start the study again in its folder: the sample is then measured anew.',
    { file },
  )
}
