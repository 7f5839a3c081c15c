import { TelltaleError } from '@telltale/core'
import { isAddress } from '../explaining/picture-results.ts'

/** The bytes of a picture, or the path of one: `readPicture` checks files itself. Throws PICTURE_UNREADABLE for an address that does not answer. */
export async function readSource(source: string): Promise<string | Uint8Array> {
  if (!isAddress(source)) return source
  try {
    const answer = await fetch(source)
    if (!answer.ok) throw new Error(`the server says ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  } catch (cause) {
    throw unreadableSource(source, cause)
  }
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
