import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const mark = '.tmp-'

/** The name under which a file is written before it is whole: `<name>.tmp-<process>-<random>`. */
export function temporaryName(name: string): string {
  return `${name}${mark}${process.pid}-${randomBytes(6).toString('hex')}`
}

/** Removes what interrupted runs left half-written in a folder, as far as `isOurs` says so of a name. */
export async function removeTemporaries(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.includes(mark) && isOurs(name))
  for (const name of names) await rm(join(folder, name), { force: true })
}
