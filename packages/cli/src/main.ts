#!/usr/bin/env node
import { exitCodes } from './report.ts'
import { run } from './run.ts'

const interruption = new AbortController()
process.on('SIGINT', () => {
  // The second Ctrl-C does not wait for the batch that is running.
  if (interruption.signal.aborted) process.exit(exitCodes.interrupted)
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
