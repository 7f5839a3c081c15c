import { basename } from 'node:path'
import { isAddress } from '../explaining/picture-results.ts'
import { folderOf } from '../output/save-files.ts'
import type { Job } from './job.ts'

/** The name of the file that a path or an address leads to. */
export function fileNameOf(source: string): string {
  return basename(isAddress(source) ? decodeURIComponent(new URL(source).pathname) : source)
}

/** The folder of a job's picture in the store, named by content. */
export function folderOfJob({ picture, sha256 }: Pick<Job, 'picture' | 'sha256'>): string {
  return folderOf(fileNameOf(picture), sha256)
}
