import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Explanation, readExplanation } from '@telltale/core'
import { type Outcome, runCli, temporaryFolder } from '../run-cli.ts'
import { writePicture, writeTinyModel } from '../tiny-model-folder.ts'

/** Flags under which the eight regions of the tiny model's pictures are easy to tell. */
export const tinyFlags = ['--model', 'model', '--baseline', 'black', '--regions', '8'] as const

/** A folder that lasts as long as the test, with the tiny model and so many different pictures in `pictures`, named 000.png and so on. */
export async function folderOfPictures(count: number): Promise<string> {
  const folder = temporaryFolder()
  writeTinyModel(folder)
  await writePictures(folder, count)
  return folder
}

/** Explains the pictures of such a folder in one worker unless told, and writes documents only. */
export function explainBatch(folder: string, ...argv: readonly string[]): Promise<Outcome> {
  return runCli(['explain', 'pictures', ...tinyFlags, '--save', 'json', '--workers', '1', ...argv], folder)
}

/** A journal line as far as tests look at it. */
export interface Line {
  readonly key: string | null
  readonly status: 'done' | 'failed' | 'same'
  readonly picture: string
  readonly folder: string
  readonly code?: string
}

export function journalOf(folder: string, name = 'journal.jsonl'): readonly Line[] {
  return readFileSync(join(folder, 'telltale-out', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

async function writePictures(folder: string, count: number): Promise<void> {
  mkdirSync(join(folder, 'pictures'))
  // Greys from white down: the class stays, the bytes differ.
  for (let index = 0; index < count; index++) {
    await writePicture(join(folder, 'pictures'), `${String(index).padStart(3, '0')}.png`, 255 - index)
  }
}

export type Bodies = ReadonlyMap<string, Explanation['body']>

/** What the documents of a run say, by folder and name. */
export function bodiesIn(out: string): Bodies {
  const places = readdirSync(out).filter((name) => name.includes('~'))
  return new Map(
    places.flatMap((place) =>
      readdirSync(join(out, place)).map((name) => {
        const { body } = readExplanation(readFileSync(join(out, place, name), 'utf8'))
        return [`${place}/${name}`, body] as const
      }),
    ),
  )
}
