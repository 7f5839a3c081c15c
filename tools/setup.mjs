import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Installs and builds what a command needs, and nothing twice. Speaks on stderr only; throws an Error that says what went wrong. */
export function setUp() {
  checkNode()
  const stamp = readStamp()
  const lock = hashFiles(['package-lock.json'])
  if (stamp.lock !== lock) {
    step('installing the packages of package-lock.json', () => npm(['ci', '--loglevel=error', '--no-progress', '--include=dev']))
    writeStamp({ lock })
  }
  const sources = hashFiles(buildInputs())
  if (stamp.lock !== lock || stamp.sources !== sources || !isBuilt()) {
    step('building', () => binary('turbo', ['run', 'build', '--ui=stream', '--output-logs=errors-only', '--no-update-notifier']))
    writeStamp({ lock, sources })
  }
}

function checkNode() {
  const needed = [20, 19]
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return
  throw new Error(
    `Telltale needs Node ${needed.join('.')} or newer; this is Node ${process.versions.node}. Get a newer one from https://nodejs.org.`,
  )
}

const stampFile = join(root, 'node_modules', '.telltale-setup')

/** What was installed and built last, as hashes. npm removes the stamp together with the packages it stands for. */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

function writeStamp(stamp) {
  writeFileSync(stampFile, `${JSON.stringify(stamp)}\n`)
}

function workspaces() {
  return ['packages', 'models'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
}

/** Files that decide what a build makes: sources, kernels and the settings beside them. */
function buildInputs() {
  const ofPackages = workspaces().flatMap((folder) => [
    ...filesBelow(join(folder, 'src')),
    ...filesBelow(join(folder, 'assembly')),
    ...filesBelow(join(folder, 'public')),
    ...readdirSync(join(root, folder))
      .filter((name) => /\.(json|mjs|html)$|^vite\.config\.ts$/.test(name))
      .map((name) => join(folder, name)),
  ])
  return ['tsconfig.base.json', 'turbo.json', ...ofPackages.sort()]
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function hashFiles(paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function isBuilt() {
  return workspaces().every((folder) => existsSync(join(root, folder, 'dist')))
}

/** Names a step with its time on stderr; its output is shown only when it fails. */
function step(name, attempt) {
  process.stderr.write(`telltale: ${name} ...`)
  const start = performance.now()
  const { status, error, stdout, stderr } = attempt()
  if (status === 0) return process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  process.stderr.write(` failed\n${stdout ?? ''}${stderr ?? ''}`)
  throw new Error(`Set-up stopped while ${name}${error ? `: ${error.message}` : ''}.`)
}

const captured = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }

/** Runs npm: the one that started us where there is one. */
function npm(options) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return spawnSync(process.execPath, [script, ...options], captured)
  return spawnSync('npm', options, { ...captured, shell: process.platform === 'win32' })
}

/** Runs a program of node_modules/.bin; `options` go to spawnSync. */
export function binary(name, args, options = captured) {
  const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  return spawnSync(join(root, 'node_modules', '.bin', name), args, {
    cwd: root,
    env: environment,
    shell: process.platform === 'win32',
    ...options,
  })
}
