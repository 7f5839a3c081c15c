import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openJournal, readJournal } from '../../src/studies/journal.node.ts'
import { temporaryFolder } from './temporary-folder.ts'

const newJournal = (): string => join(temporaryFolder(), 'journal.jsonl')

/** Appends lines as one run does. */
function write(path: string, ...lines: readonly object[]): void {
  const journal = openJournal(path, () => {})
  for (const line of lines) journal.append(line)
  journal.close()
}

function linesOf(path: string): readonly unknown[] {
  const lines: unknown[] = []
  readJournal(path, (line) => lines.push(line))
  return lines
}

describe('a journal', () => {
  it('gives back the lines of all runs, in order', () => {
    const path = newJournal()
    write(path, { key: 'a' }, { key: 'b' })
    write(path, { key: 'ä\n\u2028' })
    expect(linesOf(path)).toEqual([{ key: 'a' }, { key: 'b' }, { key: 'ä\n\u2028' }])
  })

  it('that is missing has no lines', () => expect(linesOf(newJournal())).toEqual([]))

  it('has lines longer than what is read at a time', () => {
    const path = newJournal()
    const long = { key: 'ä'.repeat(1_500_000) }
    write(path, { key: 'a' }, long, { key: 'b' })
    expect(linesOf(path)).toEqual([{ key: 'a' }, long, { key: 'b' }])
  })
})

describe('a torn journal', () => {
  it.each([1, 2, 5, 8])('loses its last line and no other when %i bytes are missing', (missing) => {
    const path = newJournal()
    write(path, { key: 'a' }, { key: 'b' })
    truncateSync(path, readFileSync(path).byteLength - missing)
    write(path, { key: 'c' })
    expect(linesOf(path)).toEqual([{ key: 'a' }, { key: 'c' }])
  })

  it('is cut where a power cut left other bytes', () => {
    const path = newJournal()
    write(path, { key: 'a' })
    appendFileSync(path, `${'\0'.repeat(100)}\n`)
    write(path, { key: 'b' })
    expect(readFileSync(path, 'utf8')).toBe('{"key":"a"}\n{"key":"b"}\n')
  })

  it('of nothing but a torn line begins anew', () => {
    const path = newJournal()
    writeFileSync(path, '{"ke')
    write(path, { key: 'a' })
    expect(linesOf(path)).toEqual([{ key: 'a' }])
  })
})

describe('a journal that cannot be written', () => {
  it('is RUN_DISK', () => {
    expect(() => openJournal(join(temporaryFolder(), 'missing', 'journal.jsonl'), () => {})).toThrow(
      expect.objectContaining({ code: 'RUN_DISK' }),
    )
  })
})
