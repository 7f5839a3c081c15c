import { type DocumentStore, readExplanation } from '@telltale/core'
import type { Job, PictureRecord, WorkerSettings } from './job.ts'
import { folderOfJob } from './job-folder.ts'
import { rowOf } from './rows.ts'

/**
 * What a worker finished for a picture before its journal line was written: the document lies in the store, is whole, and was made for these bytes by
 * this configuration. Only where one picture gives one document: of several, the last might be missing.
 */
export async function adoptDocument(
  store: DocumentStore,
  job: Job,
  { explain }: WorkerSettings,
  labels: readonly string[],
): Promise<PictureRecord | null> {
  if (!givesOneDocument(job, explain)) return null
  const folder = folderOfJob(job)
  const files = await store.list(folder)
  for (const name of files.filter((file) => file.endsWith('.json'))) {
    const bytes = await store.read(folder, name)
    const document = bytes && readOrNull(Buffer.from(bytes).toString('utf8'), name)
    if (document?.run.configuration !== job.configuration || document.body.picture.sha256.file !== job.sha256) continue
    return { folder, documents: [rowOf(document, name, labels, job.truth ?? explain.options.truth ?? null)], files }
  }
  return null
}

function givesOneDocument({ truth }: Job, { targets, save, options }: WorkerSettings['explain']): boolean {
  const isOneTarget = targets === null ? truth === null && options.truth === undefined : !targets.includes(',')
  return isOneTarget && save.includes('json') && options.methods.length === 1
}

function readOrNull(text: string, name: string): ReturnType<typeof readExplanation> | null {
  try {
    return readExplanation(text, name)
  } catch {
    return null
  }
}
