// Regenerates the studies of docs/results: `npm run bench -- studies --models <folder> --pictures <folder>`. `--work` keeps the run folders, so that a study
// that was stopped goes on; `--only comparison` runs one; `--publish` writes the pages from the records there are and runs nothing.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'packages', 'cli', 'dist', 'main.js')

/** What is run: names are folders of docs/results; `<models>` and `<pictures>` stand for the folders that the flags name. */
const studies = {
  comparison: [
    ...['comparison', '<pictures>/ilsvrc-val-boxes', '--models', '<models>/mobilenet-v1-0.25-128,<models>/vww-96'],
    ...['--classes', '<models>/squeezenet-1.0/labels.txt', '--limit', '200'],
    ...['--methods', 'submodular,hsic,rise:samples=500,lime:samples=300,leave-one-out,saliency,integrated-gradients,grad-cam'],
    ...[
      '--metrics',
      'deletion,insertion,aopc,irof,mu-fidelity,faithfulness-correlation,infidelity,monotonicity,sparseness,entropy',
    ],
  ],
  'published-claims-imagenet': [
    ...['published-claims', '<pictures>/nips17', '--models', '<models>/mobilenet-v1-0.25-128'],
    ...['--classes', '<models>/squeezenet-1.0/labels.txt'],
  ],
  'published-claims-regions': [
    ...['published-claims', '<pictures>/nips17', '--models', '<models>/mobilenet-v1-0.25-128'],
    ...['--classes', '<models>/squeezenet-1.0/labels.txt', '--param', 'over=regions'],
  ],
  'published-claims-birds': [
    ...['published-claims', '<pictures>/birds', '--models', '<models>/mobilenet-v2-inat-birds', '--param', 'grid=8'],
  ],
  'published-claims-faces': [
    ...['published-claims', '<centroids>/index.json', '--models', '<models>/faceres'],
    ...['--attach', '<centroids>/centroids.npy', '--labels', '<centroids>/labels.txt', '--limit', '100'],
  ],
}

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      models: { type: 'string', default: join(root, '..', 'shared', 'models') },
      pictures: { type: 'string', default: join(root, '..', 'shared', 'images') },
      centroids: { type: 'string', default: join(root, 'telltale-out', 'centroids') },
      work: { type: 'string', default: join(root, 'telltale-out', 'studies') },
      out: { type: 'string', default: join(root, 'docs', 'results') },
      only: { type: 'string' },
      publish: { type: 'boolean', default: false },
    },
  })
  for (const [name, command] of Object.entries(studies)) {
    if (values.only !== undefined && values.only !== name) continue
    const folder = join(values.work, name)
    mkdirSync(folder, { recursive: true })
    const told = command.map((part) => part.replace(/<(models|pictures|centroids)>/g, (_, key) => values[key]))
    if (!values.publish) telltale(['study', ...told, '--out', folder])
    if (existsSync(join(folder, 'about.json'))) publish(name, command, folder, values.out)
  }
}

function telltale(args) {
  const { status } = spawnSync(process.execPath, [main, ...args], { stdio: 'inherit' })
  if (status !== 0 && status !== 1) throw new Error(`telltale ${args[0]} ended with ${status}.`)
}

/** Puts page and tables into docs/results, with the command and the commit, and without the places of this machine. */
function publish(name, command, folder, out) {
  const about = JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8'))
  writeFileSync(
    join(folder, 'about.json'),
    `${JSON.stringify({ ...about, command: ['telltale study', ...command].join(' ') }, null, 2)}\n`,
  )
  telltale(['report', folder])
  const place = join(out, name)
  rmSync(place, { recursive: true, force: true })
  mkdirSync(join(place, 'tables'), { recursive: true })
  copyFileSync(join(folder, 'report.html'), join(place, 'report.html'))
  for (const file of readdirSync(join(folder, 'tables'))) copyFileSync(join(folder, 'tables', file), join(place, 'tables', file))
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const { startedAt } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  const origin = {
    command: ['telltale study', ...command].join(' '),
    commit,
    startedAt,
    processor: cpus()[0]?.model,
    node: process.version,
  }
  writeFileSync(join(place, 'about.json'), `${JSON.stringify(origin, null, 2)}\n`)
}
