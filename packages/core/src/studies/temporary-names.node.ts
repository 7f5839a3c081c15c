import { randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const mark = '.tmp-'

/** The name under which a file is written before it is whole: `<name>.tmp-<process>-<random>`. */
export function temporaryName(name: string): string {
  return `${name}${mark}${process.pid}-${randomBytes(6).toString('hex')}`
}

/** Removes what interrupted runs left half-written in a folder, as far as `isOurs` says so of a name and nothing was written for `age` milliseconds. */
export async function removeTemporaries(folder: string, isOurs: (name: string) => boolean, age = 0): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.includes(mark) && isOurs(name))
  for (const name of names)
    if (age === 0 || (await isOlder(join(folder, name), age))) await rm(join(folder, name), { force: true })
}

/** A file that is gone in the meantime needs no removing. */
async function isOlder(path: string, age: number): Promise<boolean> {
  const written = await stat(path).catch(() => null)
  return written !== null && Date.now() - written.mtimeMs > age
}
