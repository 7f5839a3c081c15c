import { SingleBar } from 'cli-progress'
import { coloursOf, printable, type Terminal, type TextStream } from '../terminal.ts'

/** Where a run stands: what it is doing, forwards done and expected, and an estimate of what is left (null = too early to say). */
export interface Standing {
  readonly stage: string
  readonly forwards: number
  readonly expected: number
  readonly millisecondsLeft: number | null
}

/** Shows one picture's progress; `close` leaves the stream ready for other words. */
export interface ProgressDisplay {
  readonly show: (standing: Standing) => void
  readonly close: () => void
}

/** A bar with the time left on a screen, and plain lines in a log: at most ten a picture, at least five seconds apart. */
export function createProgress(terminal: Terminal, name: string, now: () => number = () => performance.now()): ProgressDisplay {
  return terminal.stderr.isTTY === true
    ? createBar(terminal, printable(name))
    : createLines(terminal.stderr, printable(name), now)
}

function createBar(terminal: Terminal, name: string): ProgressDisplay {
  const colours = coloursOf(terminal.stderr, terminal.environment)
  const bar = new SingleBar({
    stream: terminal.stderr,
    format: `${colours.bold('{name}')} {bar} {percentage} %  {stage}  ${colours.dim('{left}')}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    fps: 10,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  })
  bar.start(1, 0, { name, stage: 'starting', left: '' })
  return {
    show: (standing) => {
      bar.setTotal(Math.max(1, standing.expected, standing.forwards))
      bar.update(standing.forwards, { stage: standing.stage, left: timeLeft(standing.millisecondsLeft) })
    },
    close: () => bar.stop(),
  }
}

const quietMilliseconds = 5000

function createLines(stream: TextStream, name: string, now: () => number): ProgressDisplay {
  let lastTime = now()
  let lastTenth = 0
  return {
    show: ({ stage, forwards, expected, millisecondsLeft }) => {
      const share = Math.min(1, forwards / Math.max(1, expected))
      const tenth = Math.floor(10 * share)
      if (now() - lastTime < quietMilliseconds || tenth === lastTenth) return
      lastTime = now()
      lastTenth = tenth
      const left = timeLeft(millisecondsLeft)
      const counted = `${forwards} of about ${expected} forwards`
      stream.write(`${name}: ${stage}, ${Math.floor(100 * share)} % (${counted})${left === '' ? '' : `, ${left}`}\n`)
    },
    close: () => {},
  }
}

/** `12 s left`, `3 min left`, or nothing when there is no estimate. */
export function timeLeft(milliseconds: number | null): string {
  if (milliseconds === null || !Number.isFinite(milliseconds)) return ''
  const seconds = Math.ceil(Math.max(0, milliseconds) / 1000)
  return seconds < 120 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`
}
