#!/usr/bin/env node
import { exitCodes } from './report.ts'
import { run } from './run.ts'

/** A terminal and npm may each deliver one and the same Ctrl-C; no hand presses twice this fast. */
const oneKeyPress = 200

const interruption = new AbortController()
let interruptedAt = Number.POSITIVE_INFINITY
process.on('SIGINT', () => {
  // The second Ctrl-C does not wait for the batch that is running.
  if (performance.now() - interruptedAt > oneKeyPress) process.exit(exitCodes.interrupted)
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
