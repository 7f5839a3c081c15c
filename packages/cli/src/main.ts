#!/usr/bin/env node
import { exitCodes } from './report.ts'
import { run } from './run.ts'

/** A terminal and npm may each deliver one and the same Ctrl-C; no hand presses twice this fast. */
const oneKeyPress = 200

const interruption = new AbortController()
let interruptedAt = Number.POSITIVE_INFINITY
process.on('SIGINT', () => {
  // The second Ctrl-C does not wait for the batch that is running.
  if (performance.now() - interruptedAt > oneKeyPress) leaveNow()
  if (!interruption.signal.aborted) interruptedAt = performance.now()
  interruption.abort()
})
// Failed writes are answered where they are made; without a listener they would end the process as uncaught.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  folder: process.cwd(),
  signal: interruption.signal,
})

/** Ends the process with the cursor and line wrapping as they were before the progress bar. */
function leaveNow(): never {
  if (process.stderr.isTTY) process.stderr.write('\u001b[?25h\u001b[?7h\n')
  process.exit(exitCodes.interrupted)
}
