import type { DocumentRow } from './rows.ts'

/** A journal line as far as the tables read it. */
export interface JournalLine {
  readonly key: string | null
  readonly status: 'done' | 'failed' | 'same'
  readonly file: string
  readonly picture: string
  readonly folder?: string
  readonly documents: readonly Partial<DocumentRow>[]
  readonly code?: string
}

/** The line, or null where it is none of ours: a journal may have been damaged, or written to by somebody else. */
export function journalLineOf(line: unknown): JournalLine | null {
  if (!isRecord(line)) return null
  const { key, status, file, picture, folder, documents, code } = line
  if (typeof file !== 'string' || typeof picture !== 'string' || !isStatus(status)) return null
  if (key !== null && typeof key !== 'string') return null
  return {
    ...{ key, status, file, picture },
    ...(typeof folder === 'string' && { folder }),
    documents: Array.isArray(documents) ? documents.filter(isRecord) : [],
    ...(typeof code === 'string' && { code }),
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isStatus(value: unknown): value is JournalLine['status'] {
  return value === 'done' || value === 'failed' || value === 'same'
}
