// Compiles both builds of the kernels and of the host kernels; does nothing when they are newer than every source.
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from 'assemblyscript/asc'

const root = dirname(fileURLToPath(import.meta.url))
const simd = ['--enable', 'simd']
const modules = { scalar: [], simd, 'host-scalar': [], 'host-simd': simd }

/** Raw pointer kernels: the host owns the memory, and no collector, no bindings and no assertions are compiled in. */
const options = [
  ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
  ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'],
]

mkdirSync(join(root, 'build'), { recursive: true })
const changed = Math.max(...sources().map((file) => statSync(file).mtimeMs))
for (const [name, features] of Object.entries(modules)) {
  const output = join('build', `${name}.wasm`)
  if (modified(join(root, output)) > changed) continue
  const entry = join('assembly', `index.${name}.ts`)
  const text = join('build', `${name}.wat`)
  const { error, stderr } = await main([
    entry,
    '--baseDir',
    root,
    '--outFile',
    output,
    '--textFile',
    text,
    ...features,
    ...options,
  ])
  if (error) throw new Error(`${entry} does not compile:\n${stderr.toString()}`, { cause: error })
}

function sources() {
  const assembly = readdirSync(join(root, 'assembly'), { recursive: true, withFileTypes: true })
  const files = assembly.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return [...files, fileURLToPath(import.meta.url)]
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
