import { isAbsolute } from 'node:path'
import { type RunFolder, runFileOf, TelltaleError } from '@telltale/core'
import type { WorkerSettings } from '../batch/job.ts'
import { openStore } from '../batch/store-place.ts'
import type { FoundPicture } from '../explaining/find-pictures.ts'
import { isAddress } from '../explaining/picture-results.ts'
import { isSameRun, pathFrom } from './shared-run.ts'

/** Folder and name of what a run says of itself, seen from the address of its store. */
export const sharedRunFile = ['', 'run.json'] as const

/** Puts what a run says of itself where its documents go, for workers that see no folder. Throws RUN_DISK and RUN_CONFIGURATION_DIFFERS. */
export async function publishRun({ file }: RunFolder, { store: place }: WorkerSettings): Promise<void> {
  if (place.kind === 'folder') return
  const store = openStore(place)
  const [folder, name] = sharedRunFile
  const bytes = await store.read(folder, name)
  if (bytes !== null && !isSameRun(runFileOf(new TextDecoder().decode(bytes), place.address), file)) throw otherRun(place.address)
  await store.put(folder, { name, bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`) })
}

/** An address stands for the folder where the user is: it reaches nothing beside that. Throws USAGE_PARAMETER. */
export function refuseOutside(pictures: readonly FoundPicture[], standing: string, base: string): void {
  if (!isAddress(base)) return
  const outside = pictures.find(
    ({ path }) => /^\.\.(\/|$)/.test(pathFrom(standing, path)) || isAbsolute(pathFrom(standing, path)),
  )
  if (!outside) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `"${outside.name}" lies outside the folder that ${base} stands for, ${standing}.`,
    'Start in a folder that holds all of the pictures, and give its address as --pictures-at.',
    { file: outside.name },
  )
}

function otherRun(address: string): TelltaleError {
  return new TelltaleError(
    'RUN_CONFIGURATION_DIFFERS',
    `${address} holds another run.`,
    'Give each run a --store of its own; to go on with a run, use its --out as well.',
    { file: address },
  )
}
