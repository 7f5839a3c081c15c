import { type RunFile, readRunFile, runFileOf, TelltaleError } from '@telltale/core'
import type { StorePlace } from '../batch/store-place.ts'
import { isAddress } from '../explaining/picture-results.ts'
import { resolveIn, type Terminal } from '../terminal.ts'
import { createHttpStore, httpPlaceOf } from './http-store.ts'
import { sharedRunFile } from './share-run.ts'

/** A run as a worker finds it. */
export interface FoundRun {
  readonly file: RunFile
  readonly store: StorePlace
  /** For people to read. */
  readonly shown: string
}

/** Reads what a run says of itself: `place` is its folder, or the http(s) address of its store. Throws DOCUMENT_INVALID and RUN_DISK. */
export async function readRun(terminal: Terminal, place: string): Promise<FoundRun> {
  const store = storeAt(terminal, place)
  if (store.kind === 'folder') return { file: readRunFile(store.path) ?? noRun(store.path), store, shown: store.path }
  const bytes = await createHttpStore(store).read(...sharedRunFile)
  const shown = store.address
  return { file: bytes === null ? noRun(shown) : runFileOf(new TextDecoder().decode(bytes), shown), store, shown }
}

/** A folder as the user wrote it, or an address together with what the environment says for it. */
export function storeAt(terminal: Terminal, place: string): StorePlace {
  if (isAddress(place)) return httpPlaceOf(place, terminal.environment['TELLTALE_STORE_AUTHORIZATION'])
  return { kind: 'folder', path: resolveIn(terminal, place) }
}

function noRun(shown: string): never {
  throw new TelltaleError(
    'DOCUMENT_INVALID',
    `There is no run in ${shown}.`,
    'Start it first: telltale explain <pictures> --queue <address>, with the same folder as --out or the same address as --store.',
    { file: shown },
  )
}
