import { describe, expect, it } from 'vitest'
import { createBatchProgress } from '../../src/batch/batch-progress.ts'
import { collect } from '../run-cli.ts'

function progressOn(isTTY: boolean, total: number) {
  const [stdout, stderr] = [collect(), collect(isTTY)]
  const { signal } = new AbortController()
  let now = 0
  const terminal = { stdout: stdout.stream, stderr: stderr.stream, environment: {}, folder: '.', signal }
  const progress = createBatchProgress(terminal, total, () => now)
  return {
    ...progress,
    text: stderr.text,
    waitUntil: (seconds: number): void => {
      now = 1000 * seconds
    },
  }
}

describe('the progress of a batch in a log', () => {
  it('says how far it is, how fast, and how long it will take', () => {
    const { waitUntil, forwards, done, failed, text } = progressOn(false, 100)
    waitUntil(10)
    forwards(400)
    failed()
    waitUntil(20)
    done()
    forwards(400)
    expect(text().trimEnd().split('\n')).toEqual([
      '0 of 100 pictures, 40 forwards per second',
      '1 of 100 pictures, 1 failed, 0.10 per second, 20 forwards per second, 17 min left',
    ])
  })

  it('is silent for five seconds at first, and for a minute at last', () => {
    const { waitUntil, done, text } = progressOn(false, 10_000)
    const linesUntil = (seconds: number): number => {
      for (let second = 0; second <= seconds; second++) {
        waitUntil(second)
        done()
      }
      return text().trimEnd().split('\n').length
    }
    expect(linesUntil(60)).toBe(12)
    const before = text().split('\n').length
    waitUntil(7200)
    done()
    waitUntil(7240)
    done()
    expect(text().split('\n').length).toBe(before + 1)
  })

  it('does not count what belongs to another machine', () => {
    const { waitUntil, skipped, done, text } = progressOn(false, 10)
    skipped()
    waitUntil(10)
    done()
    expect(text()).toMatch(/^1 of 9 pictures, /)
  })
})

describe('the progress of a batch on a screen', () => {
  it('is a bar that leaves nothing behind', () => {
    const { done, close, text } = progressOn(true, 2)
    done()
    close()
    expect(text()).toContain('░')
    const clearLine = '\u001b[2K'
    expect(text().endsWith(clearLine)).toBe(true)
  })
})
