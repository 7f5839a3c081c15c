import { SingleBar } from 'cli-progress'
import { timeLeft } from '../output/progress.ts'
import { coloursOf, type Terminal } from '../terminal.ts'

/** Shows what is being measured and the time left; `close` leaves the stream ready for other words. */
export interface BenchProgress {
  /** `share` is of everything, 0..1. */
  readonly show: (what: string, share: number) => void
  readonly close: () => void
}

/** Sooner than this nothing is known of the time left. */
const leastShare = 0.05
const quietMilliseconds = 5000

/** A bar on a screen, and lines at least five seconds apart in a log. */
export function createBenchProgress(terminal: Terminal, now: () => number = () => performance.now()): BenchProgress {
  const started = now()
  const left = (share: number): string => (share < leastShare ? '' : timeLeft(((now() - started) * (1 - share)) / share))
  return terminal.stderr.isTTY === true ? createBar(terminal, left) : createLines(terminal, left, now)
}

function createBar(terminal: Terminal, left: (share: number) => string): BenchProgress {
  const { bold, dim } = coloursOf(terminal.stderr, terminal.environment)
  const bar = new SingleBar({
    stream: terminal.stderr,
    format: `${bold('{what}')} {bar} {percentage} %  ${dim('{left}')}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    // A measurement that draws too often measures its drawing.
    fps: 2,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  })
  bar.start(1, 0, { what: '', left: '' })
  return { show: (what, share) => bar.update(share, { what, left: left(share) }), close: () => bar.stop() }
}

function createLines({ stderr }: Terminal, left: (share: number) => string, now: () => number): BenchProgress {
  let saidAt = now()
  return {
    show: (what, share) => {
      if (now() - saidAt < quietMilliseconds) return
      saidAt = now()
      const rest = left(share)
      stderr.write(`${what}: ${Math.floor(100 * share)} %${rest === '' ? '' : `, ${rest}`}\n`)
    },
    close: () => {},
  }
}
