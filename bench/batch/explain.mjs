import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one measurement, removed afterwards. */
export async function inFolder(measure) {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-bench-'))
  try {
    return await measure(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the command line in a folder; `watch` gets its process. Returns wall milliseconds, and processor seconds of all of its processes. */
export async function explain(command, folder, args, watch = () => {}) {
  const started = performance.now()
  const before = processorSeconds()
  const child = spawn(process.execPath, [...command, 'explain', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  watch(child)
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`telltale explain ended with ${code}.`)
  return { wall: performance.now() - started, processor: processorSeconds() - before }
}

const ticksPerSecond = 100

/** Of all processes that this one waited for and that they waited for; NaN where that is not told. */
function processorSeconds() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\)/s, '').trim().split(' ')
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
  } catch {
    return Number.NaN
  }
}

/** Of all documents of a run: how many, milliseconds from the first one's beginning to the last one's end, and those within the model. */
export function spentIn(out) {
  const runs = readdirSync(out)
    .filter((name) => name.includes('~'))
    .flatMap((place) => readdirSync(join(out, place)).map((name) => join(out, place, name)))
    .filter((path) => path.endsWith('.json'))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')).run)
  const starts = runs.map(({ startedAt }) => Date.parse(startedAt))
  const ends = runs.map(({ startedAt, milliseconds }) => Date.parse(startedAt) + milliseconds.total)
  return {
    documents: runs.length,
    wall: Math.max(...ends) - Math.min(...starts),
    model: runs.reduce((sum, { milliseconds }) => sum + milliseconds.model, 0),
    total: runs.reduce((sum, { milliseconds }) => sum + milliseconds.total, 0),
  }
}
