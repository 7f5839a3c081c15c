import { type ErrorCode, TelltaleError } from '@telltale/core'
import { coloursOf, printable, type Terminal, writeLines } from './terminal.ts'

/** What the process says when it ends. */
export const exitCodes = { done: 0, somePicturesFailed: 1, wrongUsage: 2, nothingCouldStart: 3, interrupted: 130 } as const

/** Names an error on stderr as `code: message` and, below, what to do about it. `subject` is the picture it happened to. */
export async function reportError(terminal: Terminal, error: unknown, subject?: string): Promise<void> {
  const colours = coloursOf(terminal.stderr, terminal.environment)
  const about = subject === undefined ? '' : `${printable(subject)}: `
  if (error instanceof TelltaleError) {
    const lines = [`${about}${colours.red(error.code)}: ${printable(error.message)}`, `  fix: ${printable(error.fix)}`]
    return await writeLines(terminal.stderr, lines)
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await writeLines(terminal.stderr, [
    `${about}${colours.red('INTERNAL')}: this is a fault in Telltale, not in your files.`,
    ...trace.split('\n').map(printable),
  ])
}

/** Shows warnings as `warning code: message`, after the name of the picture they are about, if any. */
export async function reportWarnings(
  terminal: Terminal,
  warnings: readonly { readonly code: string; readonly message: string }[],
  subject?: string,
): Promise<void> {
  const colours = coloursOf(terminal.stderr, terminal.environment)
  const about = subject === undefined ? '' : `${printable(subject)}: `
  const lines = warnings.map(
    ({ code, message }) => `${about}${colours.yellow('warning')} ${printable(code)}: ${printable(message)}`,
  )
  await writeLines(terminal.stderr, lines)
}

/** How a run ends that this error stopped after so many pictures were explained. */
export function exitCodeOf(error: unknown, explained = 0): number {
  const code = error instanceof TelltaleError ? error.code : ''
  if (code === 'CANCELLED') return exitCodes.interrupted
  if (code.startsWith('USAGE_')) return exitCodes.wrongUsage
  return explained > 0 ? exitCodes.somePicturesFailed : exitCodes.nothingCouldStart
}

const codesOfOnePicture: readonly ErrorCode[] = [
  'PICTURE_UNREADABLE',
  'PICTURE_TOO_LARGE',
  'PICTURE_UNSUPPORTED',
  'MODEL_NOT_FINITE',
]

/** True where the next picture may still succeed; flags, models, backends and disks fail for all pictures alike. */
export function concernsOnePicture(error: unknown): boolean {
  return !(error instanceof TelltaleError) || codesOfOnePicture.includes(error.code)
}
