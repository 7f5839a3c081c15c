// Module hooks that strip the types of `.ts` files.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from 'rolldown/utils'

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return await nextLoad(url, context)
  const path = fileURLToPath(url)
  const { code } = await transform(path, await readFile(path, 'utf8'), { sourcemap: false })
  return { format: 'module', source: code, shortCircuit: true }
}
