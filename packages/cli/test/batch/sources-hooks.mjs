// Module hooks that strip the types of `.ts` files. What was stripped is kept in the folder for temporary files, as every process needs it again.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const kept = join(tmpdir(), 'telltale-stripped-sources')

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return await nextLoad(url, context)
  const path = fileURLToPath(url)
  return { format: 'module', source: await strip(path, await readFile(path, 'utf8')), shortCircuit: true }
}

/**
 * @param {string} path
 * @param {string} source
 */
async function strip(path, source) {
  const place = join(kept, createHash('sha256').update(path).update(source).digest('hex'))
  const known = await readFile(place, 'utf8').catch(() => null)
  if (known !== null) return known
  const { transform } = await import('rolldown/utils')
  const { code } = await transform(path, source, { sourcemap: false })
  // What cannot be kept is stripped again next time.
  await keep(place, code).catch(() => {})
  return code
}

/**
 * @param {string} place
 * @param {string} code
 */
async function keep(place, code) {
  const draft = `${place}.${process.pid}`
  await mkdir(kept, { recursive: true })
  await writeFile(draft, code)
  await rename(draft, place)
}
