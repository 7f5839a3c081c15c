import { closeSync, fstatSync, fsync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { diskError } from './disk.node.ts'

/** An append-only file of JSON lines. One process writes it; every line is one write. */
export interface Journal {
  /** Throws RUN_DISK, and then leaves no part of the line behind. */
  readonly append: (line: object) => void
  /** Returns once all lines so far would survive a power cut. */
  readonly settle: () => Promise<void>
  readonly close: () => void
}

const newline = 0x0a
const chunkBytes = 1 << 20
/** Chunks, a MiB each, that one line may go on over; no line comes near it, and what does is damage. */
const mostPieces = 64

/**
 * Reads the lines of a journal one after another and returns where the last whole one ends; what follows is torn. JSON that is no object is nobody's
 * line and passed over. Nothing at all where the journal is missing.
 */
export function readJournal(path: string, visit: (line: unknown) => void): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw diskError(path, error)
  }
  try {
    return readLines(file, visit)
  } finally {
    closeSync(file)
  }
}

function readLines(file: number, visit: (line: unknown) => void): number {
  const chunk = Buffer.allocUnsafe(chunkBytes)
  // Of the line that has not ended yet. It may be cut anywhere by the end of a chunk, so bytes are joined, not texts.
  let pieces: Buffer[] = []
  let position = 0
  let whole = 0
  for (;;) {
    const length = readSync(file, chunk)
    if (length === 0 || pieces.length > mostPieces) return whole
    const bytes = chunk.subarray(0, length)
    let start = 0
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      const last = bytes.subarray(start, end)
      const line = parsed((pieces.length === 0 ? last : Buffer.concat([...pieces, last])).toString('utf8'))
      if (line === undefined) return whole
      if (typeof line === 'object' && line !== null) visit(line)
      pieces = []
      start = end + 1
      whole = position + start
    }
    pieces.push(Buffer.from(bytes.subarray(start)))
    position += length
  }
}

/** Undefined for what is no JSON: after a power cut, a file may end in anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Opens a journal for appending: reads it, cuts a torn end off, goes on from there. Throws RUN_DISK. */
export function openJournal(path: string, visit: (line: unknown) => void): Journal {
  const whole = readJournal(path, visit)
  let file: number
  try {
    file = openSync(path, 'a')
    if (fstatSync(file).size > whole) ftruncateSync(file, whole)
  } catch (cause) {
    throw diskError(path, cause)
  }
  let length = whole
  return {
    append: (line) => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
      try {
        const written = writeSync(file, bytes)
        if (written < bytes.length) throw new Error('the disk is full')
        length += written
      } catch (cause) {
        ftruncateSync(file, length)
        throw diskError(path, cause)
      }
    },
    settle: async () => {
      await promisify(fsync)(file).catch((cause: unknown) => Promise.reject(diskError(path, cause)))
    },
    close: () => closeSync(file),
  }
}
