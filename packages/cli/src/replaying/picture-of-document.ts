import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Explanation, TelltaleError } from '@telltale/core'

/**
 * Where the picture of a document lies, which was found in `folder` under `name`. `again` is the command that names the picture instead. Throws
 * USAGE_FLAG for a document that does not say, and PICTURE_UNREADABLE where the picture is not there.
 */
export async function pictureOfDocument(
  { run }: Explanation,
  { name, folder, again }: { readonly name: string; readonly folder: string; readonly again: string },
): Promise<string> {
  if (!run.files)
    throw new TelltaleError('USAGE_FLAG', `${name} does not say where its picture lies.`, `Name the picture: ${again}`, {
      file: name,
    })
  const path = resolve(folder, run.files.picture)
  if ((await stat(path).catch(() => null))?.isFile()) return path
  throw new TelltaleError(
    'PICTURE_UNREADABLE',
    `The picture of ${name} is not where the document says, at ${path}.`,
    `Put it back, or name it: ${again}`,
    { file: path },
  )
}
