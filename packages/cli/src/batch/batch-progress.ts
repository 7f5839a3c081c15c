import { SingleBar } from 'cli-progress'
import { duration } from '../output/duration.ts'
import { coloursOf, type Terminal } from '../terminal.ts'
import { createRate } from './rate.ts'

/** Where a batch stands, told as it goes. */
export interface BatchProgress {
  readonly done: () => void
  readonly failed: () => void
  /** A picture that is not part of this run after all. */
  readonly skipped: () => void
  readonly forwards: (count: number) => void
  /** Says something else in between. */
  readonly say: (write: () => Promise<void>) => void
  /** Leaves the stream ready for other words. */
  readonly close: () => void
}

/** What stands in a line of progress. */
interface Counts {
  total: number
  done: number
  failed: number
}

/**
 * Shows how many pictures are explained and how many failed, pictures and forwards per second, and the time left: a bar on a screen, and plain lines
 * in a log, five seconds apart at first and a minute at last.
 */
export function createBatchProgress(
  terminal: Terminal,
  total: number,
  now: () => number = () => performance.now(),
): BatchProgress {
  const counts: Counts = { total, done: 0, failed: 0 }
  const pictures = createRate(now)
  const forwards = createRate(now)
  const line = (): string => describe(counts, pictures.perSecond(), forwards.perSecond())
  const display = terminal.stderr.isTTY === true ? showBar(terminal, counts, line) : showLines(terminal, line, now)
  const settled = (): void => {
    pictures.add(1)
    display.update()
  }
  return {
    done: () => {
      counts.done++
      settled()
    },
    failed: () => {
      counts.failed++
      settled()
    },
    skipped: () => {
      counts.total--
    },
    forwards: (count) => {
      forwards.add(count)
      display.update()
    },
    say: (write) => {
      display.clear()
      void write()
    },
    close: display.close,
  }
}

/** `12 of 600 pictures, 1 failed, 0.31 per second, 167 forwards per second, 32 min left`. */
function describe({ total, done, failed }: Counts, pictureRate: number | null, forwardRate: number | null): string {
  const left = total - done - failed
  return [
    `${done} of ${total} pictures`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(pictureRate === null ? [] : [`${pictureRate.toFixed(2)} per second`]),
    ...(forwardRate === null ? [] : [`${forwardRate.toFixed(0)} forwards per second`]),
    ...(pictureRate === null || left === 0 ? [] : [`${duration((1000 * left) / pictureRate)} left`]),
  ].join(', ')
}

interface Display {
  readonly update: () => void
  /** Makes room for another line. */
  readonly clear: () => void
  readonly close: () => void
}

function showBar(terminal: Terminal, counts: Counts, line: () => string): Display {
  const bar = new SingleBar({
    stream: terminal.stderr,
    format: `{bar} ${coloursOf(terminal.stderr, terminal.environment).dim('{line}')}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 16,
    fps: 10,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  })
  bar.start(counts.total, 0, { line: line() })
  return {
    update: () => {
      bar.setTotal(Math.max(1, counts.total))
      bar.update(counts.done + counts.failed, { line: line() })
    },
    clear: () => terminal.stderr.write('\r\u001b[K'),
    close: () => bar.stop(),
  }
}

const firstQuiet = 5000
const longestQuiet = 60_000

function showLines({ stderr }: Terminal, line: () => string, now: () => number): Display {
  const started = now()
  let saidAt = started
  return {
    update: () => {
      // The longer a run lasts, the less often it has to say so.
      const quiet = Math.min(longestQuiet, Math.max(firstQuiet, (now() - started) / 20))
      if (now() - saidAt < quiet) return
      saidAt = now()
      stderr.write(`${line()}\n`)
    },
    clear: () => {},
    close: () => {},
  }
}
