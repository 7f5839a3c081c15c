import { once } from 'node:events'
import type { Command } from '@commander-js/extra-typings'
import { TelltaleError } from '@telltale/core'
import { wholeNumber } from '../flags/parsers.ts'
import { exitCodes } from '../report.ts'
import { findPage } from '../serving/find-page.ts'
import { type FolderServer, serveFolder } from '../serving/serve-folder.ts'
import { type Terminal, writeLines } from '../terminal.ts'

const usualPort = 4100

/** `telltale page`: the page on this machine, until it is interrupted. */
export function addPageCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('page')
    .description('serve the page to the browsers of this machine: drop a picture, drop a model, see why')
    .option('--port <number>', 'where to serve it; 0 takes a free port', wholeNumber(0, 65_535), usualPort)
    .action(async ({ port }) => {
      const server = await serve(findPage(), port)
      try {
        await writeLines(terminal.stdout, [server.address])
        await writeLines(terminal.stderr, ['Open it in a browser; Ctrl-C ends it. Nothing is sent anywhere.'])
        if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
      } finally {
        await server.close()
      }
      finish(exitCodes.done)
    })
}

async function serve(folder: string, port: number): Promise<FolderServer> {
  try {
    return await serveFolder(folder, port)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'is taken' : code === 'EACCES' ? 'is not allowed' : `cannot be had (${code ?? cause})`
    throw new TelltaleError(
      'USAGE_FLAG',
      `Port ${port} ${why}.`,
      'Choose another one: --port 0 takes a free one.',
      { value: port },
      cause,
    )
  }
}
