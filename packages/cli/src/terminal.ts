import { resolve } from 'node:path'
import { TelltaleError } from '@telltale/core'
import picocolors from 'picocolors'

/** A stream that may be a screen. */
export type TextStream = NodeJS.WritableStream & { readonly isTTY?: boolean }

/** Everything a run of the command takes from its process; tests bring their own. */
export interface Terminal {
  /** Results, and nothing else. */
  readonly stdout: TextStream
  /** Progress, warnings and errors. */
  readonly stderr: TextStream
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Relative paths start here. */
  readonly folder: string
  /** Fires when the user wants to stop. */
  readonly signal: AbortSignal
}

export type Colours = ReturnType<typeof picocolors.createColors>

/** Colours for one stream: only on a screen, and not where NO_COLOR is set. */
export function coloursOf(stream: TextStream, environment: Terminal['environment']): Colours {
  return picocolors.createColors(stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb')
}

/** A path as the user wrote it, made absolute. */
export function resolveIn(terminal: Terminal, path: string): string {
  return resolve(terminal.folder, path)
}

/** Names come from files of strangers: control characters must not reach a screen. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD')
}

/** Writes whole lines and waits for them. A reader that has gone away is no error; a full disk is RUN_DISK. */
export async function writeLines(stream: TextStream, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  await new Promise<void>((done, failed) => {
    stream.write(`${lines.join('\n')}\n`, (error?: Error | null) => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') done()
      else failed(cannotWrite(error))
    })
  })
}

function cannotWrite(cause: Error): TelltaleError {
  return new TelltaleError(
    'RUN_DISK',
    `The output could not be written: ${cause.message}.`,
    'Free some space, or send the output somewhere else.',
    {},
    cause,
  )
}
