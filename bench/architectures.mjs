// Gradients of many architectures: which can be derived, are they right, and what they cost. Every .onnx file of a folder, as
// architectures/export.py writes them, is opened, differentiated by the picture and by the layer that is chosen, and compared with PyTorch's
// f64 gradient and with differences of the forward. One process and one thread per file. Records go to `--records`, one line each, and what
// is there is not measured again; `--page` writes the table into docs/models.md.
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { drawTable, replaceTable } from './architectures/page.mjs'
import { machine } from './samples.mjs'

const script = fileURLToPath(new URL('architectures/measure.mjs', import.meta.url))
const page = fileURLToPath(new URL('../docs/models.md', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

export async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      reference: { type: 'string' },
      records: { type: 'string', default: join('telltale-out', 'architectures.jsonl') },
      only: { type: 'string' },
      rounds: { type: 'string', default: '7' },
      page: { type: 'boolean', default: false },
    },
  })
  const [folder] = positionals
  if (folder === undefined) {
    process.stderr.write('Say which folder of .onnx files; see bench/architectures/export.py.\n')
    process.exitCode = 2
    return
  }
  const sizeOf = (file) => statSync(join(folder, file)).size
  // Small ones first: a run that is stopped has measured most of them.
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.onnx'))
    .sort((a, b) => sizeOf(a) - sizeOf(b))
  mkdirSync(dirname(values.records), { recursive: true })
  const known = readRecords(values.records)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const circumstances = { commit, machine: machine(), date: new Date().toISOString().slice(0, 10) }
  for (const name of files.map((file) => file.slice(0, -'.onnx'.length))) {
    if (known.has(name) || (values.only !== undefined && !values.only.split(',').includes(name))) continue
    const record = {
      ...circumstances,
      ...measureFile(join(folder, `${name}.onnx`), values.reference ?? folder, name, values.rounds),
    }
    appendFileSync(values.records, `${JSON.stringify(record)}\n`)
    known.set(name, record)
    process.stderr.write(`${name}: ${record.works ? 'works' : (record.error?.code ?? 'wrong')}\n`)
  }
  const table = drawTable([...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1)))
  if (values.page) writeFileSync(page, replaceTable(readFileSync(page, 'utf8'), table))
  process.stdout.write(`${table}\n`)
}

function readRecords(path) {
  if (!existsSync(path)) return new Map()
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  return new Map(lines.map((line) => JSON.parse(line)).map((record) => [record.name, record]))
}

function measureFile(file, reference, name, rounds) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, script, file, reference, rounds], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 600_000,
  })
  if (status === 0) return JSON.parse(stdout)
  return { name, works: false, error: { stage: 'process', code: signal ?? `exit ${status}`, message: stderr.slice(-2000) } }
}
