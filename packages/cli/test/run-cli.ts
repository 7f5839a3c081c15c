import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { run } from '../src/run.ts'
import type { TextStream } from '../src/terminal.ts'

/** A stream that keeps what is written to it; `isTTY` makes it a screen. */
export function collect(isTTY = false): { readonly stream: TextStream; readonly text: () => string } {
  let text = ''
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk)
      done()
    },
  })
  return { stream: Object.assign(stream, { isTTY }), text: () => text }
}

/** Lets processes that the command line starts run the TypeScript sources, as the tests do. */
export const environment = {
  NODE_OPTIONS: `--conditions=telltale:source --import=${new URL('batch/sources.mjs', import.meta.url).href}`,
}

/** What a run left behind. */
export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, as from a folder. */
export async function runCli(
  argv: readonly string[],
  folder = tmpdir(),
  signal = new AbortController().signal,
): Promise<Outcome> {
  const stdout = collect()
  const stderr = collect()
  const exitCode = await run(argv, { stdout: stdout.stream, stderr: stderr.stream, environment, folder, signal })
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() }
}

/** A folder that lasts as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
