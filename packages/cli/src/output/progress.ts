import { SingleBar } from 'cli-progress'
import { coloursOf, printable, type Terminal, type TextStream } from '../terminal.ts'
import { duration } from './duration.ts'

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

/**
 * First a line that says what a picture will take; then a bar with the time left on a screen, and plain lines in a log: at most ten a picture,
 * at least five seconds apart.
 */
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
  let started = false
  return {
    show: (standing) => {
      if (!started) {
        started = true
        terminal.stderr.write(planLine(name, standing))
        bar.start(1, 0, { name, stage: standing.stage, left: '' })
      }
      bar.setTotal(Math.max(1, standing.expected, standing.forwards))
      bar.update(standing.forwards, { stage: standing.stage, left: timeLeft(standing.millisecondsLeft) })
    },
    close: () => {
      if (started) bar.stop()
    },
  }
}

const quietMilliseconds = 5000

function createLines(stream: TextStream, name: string, now: () => number): ProgressDisplay {
  let lastTime = now()
  let lastTenth = 0
  let started = false
  return {
    show: (standing) => {
      const { stage, forwards, expected, millisecondsLeft } = standing
      if (!started) stream.write(planLine(name, standing))
      started = true
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

/** `cat.jpg: about 540 forwards, about 6 s`. */
function planLine(name: string, { expected, millisecondsLeft }: Standing): string {
  const time = durationOrNothing(millisecondsLeft)
  return `${name}: about ${expected} forwards${time === '' ? '' : `, about ${time}`}\n`
}

/** `12 s left`, `3 min left`, or nothing when there is no estimate. */
export function timeLeft(milliseconds: number | null): string {
  const time = durationOrNothing(milliseconds)
  return time === '' ? '' : `${time} left`
}

/** Nothing when there is no estimate. */
function durationOrNothing(milliseconds: number | null): string {
  return milliseconds === null || !Number.isFinite(milliseconds) ? '' : duration(milliseconds)
}
