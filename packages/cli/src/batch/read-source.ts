import { TelltaleError } from '@telltale/core'
import { isAddress } from '../explaining/picture-results.ts'

/** More than this is no picture file that is taken. */
export const mostPictureBytes = 512 * 1024 * 1024

/** The bytes behind an address; a path stays what it is: `readPicture` checks files itself. Throws PICTURE_UNREADABLE and PICTURE_TOO_LARGE. */
export async function readSource(source: string): Promise<string | Uint8Array> {
  if (!isAddress(source)) return source
  try {
    const answer = await fetch(source)
    if (!answer.ok || answer.body === null) throw new Error(`the server says ${answer.status}`)
    return await readAll(answer.body, source)
  } catch (cause) {
    throw cause instanceof TelltaleError ? cause : unreadableSource(source, cause)
  }
}

/** A server may send without end. */
async function readAll(body: AsyncIterable<Uint8Array>, source: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > mostPictureBytes) throw tooLarge(source)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(file: string): TelltaleError {
  return new TelltaleError(
    'PICTURE_TOO_LARGE',
    `"${file}" has more than ${mostPictureBytes} bytes.`,
    'Save the picture smaller or more strongly compressed.',
    { file, limit: mostPictureBytes },
  )
}

function unreadableSource(source: string, cause: unknown): TelltaleError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TelltaleError(
    'PICTURE_UNREADABLE',
    `"${source}" cannot be read: ${reason}.`,
    'Check the address, and that this machine reaches it.',
    { file: source },
    cause,
  )
}
