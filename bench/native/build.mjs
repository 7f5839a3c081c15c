// Builds the native twins where there is a compiler. The program goes to a temporary folder, which the caller removes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('twins.c', import.meta.url))
const flags = ['-O3', '-march=native', '-std=c11']

/** The program with the words that say what built it; null, with the reason on stderr, where nothing can. */
export function buildTwins() {
  const version = spawnSync('gcc', ['--version'], { encoding: 'utf8' })
  if (version.status !== 0) {
    process.stderr.write('without native twins: there is no gcc here. Install it with: apt-get install gcc libc6-dev\n')
    return null
  }
  const folder = mkdtempSync(join(tmpdir(), 'telltale-twins-'))
  const program = join(folder, 'twins')
  const built = spawnSync('gcc', [...flags, source, '-o', program, '-lm'], { encoding: 'utf8' })
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (built.status !== 0) {
    remove()
    throw new Error(`twins.c does not compile:\n${built.stderr}`)
  }
  return { program, compiler: `${version.stdout.split('\n')[0]} ${flags.slice(0, 2).join(' ')}`, remove }
}
