import { readFile, stat } from 'node:fs/promises'
import { type Measurements, readMeasurements, TelltaleError } from '@telltale/core'

/** Longer files are no measurements. */
const mostBytes = 4 * 1024 * 1024

/** An earlier measurement from a file; `name` is what messages call it. Throws DOCUMENT_INVALID and DOCUMENT_VERSION. */
export async function readBaseline(path: string, name: string): Promise<Measurements> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  if (size > mostBytes) throw unreadable(name, new RangeError(`it has ${size} bytes; the limit is ${mostBytes}`))
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  return readMeasurements(text, name)
}

function unreadable(name: string, cause: unknown): TelltaleError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `The baseline ${name} cannot be read: ${reason}.`,
    'Name a file that telltale bench --json wrote.',
    { file: name, value: name },
    cause,
  )
}
