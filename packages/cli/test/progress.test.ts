import { describe, expect, it } from 'vitest'
import { createProgress, timeLeft } from '../src/output/progress.ts'
import { collect } from './run-cli.ts'

/** A terminal whose stderr is `stream`. */
function terminalOn(stream: ReturnType<typeof collect>['stream']) {
  return { stdout: collect().stream, stderr: stream, environment: {}, folder: '.', signal: new AbortController().signal }
}

describe('progress in a log', () => {
  /** Lines written when `count` equal batches take `seconds` each. */
  function linesOf(count: number, seconds: number): readonly string[] {
    const log = collect()
    let clock = 0
    const progress = createProgress(terminalOn(log.stream), 'cat.jpg', () => clock)
    progress.show({ stage: 'search', forwards: 0, expected: 8 * count, millisecondsLeft: 1000 * seconds * count })
    for (let done = 1; done <= count; done++) {
      clock += 1000 * seconds
      progress.show({
        stage: 'search',
        forwards: 8 * done,
        expected: 8 * count,
        millisecondsLeft: 1000 * seconds * (count - done),
      })
    }
    progress.close()
    return log.text().split('\n').slice(0, -1)
  }

  it('says what a picture will take, and nothing more in the first five seconds', () => {
    expect(linesOf(49, 0.1)).toEqual(['cat.jpg: about 392 forwards, about 5 s'])
  })

  it('writes plain lines with the time left, at least five seconds apart', () => {
    expect(linesOf(50, 0.2)).toEqual([
      'cat.jpg: about 400 forwards, about 10 s',
      'cat.jpg: search, 50 % (200 of about 400 forwards), 5 s left',
      'cat.jpg: search, 100 % (400 of about 400 forwards), 0 s left',
    ])
  })

  it('writes at most ten lines after the first however long it takes', () => {
    expect(linesOf(1000, 1)).toHaveLength(11)
  })

  it('lets no control character of a name through', () => {
    const log = collect()
    const progress = createProgress(terminalOn(log.stream), 'cat\u001b[2J.jpg')
    progress.show({ stage: 'search', forwards: 0, expected: 2, millisecondsLeft: null })
    expect(log.text()).toBe('cat\uFFFD[2J.jpg: about 2 forwards\n')
  })
})

describe('progress on a screen', () => {
  it('says what a picture will take, draws a bar and clears it away', () => {
    const screen = collect(true)
    const progress = createProgress(terminalOn(screen.stream), 'cat.jpg')
    progress.show({ stage: 'search', forwards: 10, expected: 20, millisecondsLeft: 4000 })
    progress.close()
    expect(screen.text().startsWith('cat.jpg: about 20 forwards, about 4 s\n')).toBe(true)
    const [clearLine, showCursor] = ['\u001b[2K', '\u001b[?25h']
    expect(screen.text().endsWith(clearLine)).toBe(true)
    expect(screen.text()).toContain(showCursor)
  })
})

describe('time left', () => {
  it.each([
    [null, ''],
    [Number.POSITIVE_INFINITY, ''],
    [-5, '0 s left'],
    [4001, '5 s left'],
    [119_000, '119 s left'],
    [120_500, '3 min left'],
  ])('%s ms is "%s"', (milliseconds, words) => {
    expect(timeLeft(milliseconds)).toBe(words)
  })
})
