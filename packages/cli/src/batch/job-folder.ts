import { basename } from 'node:path'
import { isAddress } from '../explaining/picture-results.ts'
import { folderOf } from '../output/save-files.ts'
import type { Job } from './job.ts'

/** The name of the file that a path or an address leads to. */
export function fileNameOf(source: string): string {
  return basename(isAddress(source) ? pathIn(source) : source)
}

/** An address that cannot be decoded is taken as it stands. */
function pathIn(address: string): string {
  try {
    return decodeURIComponent(new URL(address).pathname)
  } catch {
    return address
  }
}

/** The folder of a job's picture in the store, named by content. */
export function folderOfJob({ picture, sha256 }: Pick<Job, 'picture' | 'sha256'>): string {
  return folderOf(fileNameOf(picture), sha256)
}
