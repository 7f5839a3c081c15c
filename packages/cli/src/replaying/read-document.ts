import { readFile, stat } from 'node:fs/promises'
import { type Explanation, readExplanation, TelltaleError } from '@telltale/core'

/** Longer files are no documents: one of 65 535 regions stays far below. */
const mostBytes = 64 * 1024 * 1024

/** Reads a document from a file; `name` is what messages call it. Throws DOCUMENT_INVALID and DOCUMENT_VERSION. */
export async function readDocument(path: string, name: string): Promise<Explanation> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw invalid(name, 'cannot be read', cause)
  })
  if (size > mostBytes) throw invalid(name, `has ${size} bytes; the limit is ${mostBytes}`)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw invalid(name, 'cannot be read', cause)
  })
  return readExplanation(text, name)
}

function invalid(name: string, what: string, cause?: unknown): TelltaleError {
  const reason = cause instanceof Error ? `: ${cause.message}` : ''
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `${name} ${what}${reason}.`,
    'Name a .json file that telltale explain wrote.',
    { file: name },
    cause,
  )
}
