// Regenerates docs/results: every search, the answers and what they hold on, on several models and pictures of `shared`.
// `--work` keeps one record per model, picture and number of regions: a run that was stopped goes on where it was, and `--pages` writes the
// pages from the records there are. `--models a,b` and `--pictures n` choose less; `--again surrogate-path` measures these searches anew in
// records of another commit.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createKernels } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { measureJob } from './results/measure.mjs'
import { openByName, planJobs } from './results/plan.mjs'
import { searches } from './results/searches.mjs'
import { writePages } from './results/write-pages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const everyModel = [defaultModel.name, 'mobilenet-v2-1.0-224', 'mobilenet-v1-0.25-128', 'squeezenet-1.0']

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      shared: { type: 'string', default: join(root, '..', 'shared') },
      work: { type: 'string', default: join(root, 'telltale-out', 'results') },
      out: { type: 'string', default: join(root, 'docs', 'results') },
      models: { type: 'string', default: everyModel.join(',') },
      pictures: { type: 'string', default: '12' },
      again: { type: 'string', default: '' },
      pages: { type: 'boolean', default: false },
    },
  })
  if (!existsSync(join(values.shared, 'images', 'nips17', 'index.json'))) {
    process.stderr.write(`There are no pictures in "${values.shared}". Say where they are: --shared <folder>.\n`)
    process.exitCode = 2
    return
  }
  mkdirSync(values.work, { recursive: true })
  const jobs = await planJobs({ ...values, models: values.models.split(','), pictures: Number(values.pictures) })
  if (!values.pages) await measureAll(jobs, values)
  const records = jobs.map(({ id }) => join(values.work, `${id}.json`)).filter((path) => existsSync(path))
  writePages(
    records.map((path) => JSON.parse(readFileSync(path, 'utf8'))),
    values,
  )
}

async function measureAll(jobs, { work, shared, again }) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const kernels = await createKernels('auto')
  const models = new Map()
  for (const [index, job] of jobs.entries()) {
    const path = join(work, `${job.id}.json`)
    const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { searches: {} }
    const names = searches
      .map(({ name }) => name)
      .filter((name) => isWanted(kept.searches[name], again.split(',').includes(name)))
    if (names.length === 0) continue
    const started = performance.now()
    if (!models.has(job.model)) models.set(job.model, await openByName(job.model, shared))
    const record = await measureJob(job, names, { model: models.get(job.model), kernels, shared })
    for (const result of Object.values(record.searches)) result.commit = commit
    // Renamed when whole, so that a stopped run leaves no half a record.
    writeFileSync(`${path}.part`, JSON.stringify({ ...kept, ...record, searches: { ...kept.searches, ...record.searches } }))
    renameSync(`${path}.part`, path)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    process.stderr.write(`${index + 1} of ${jobs.length}: ${job.id}, ${seconds} s\n`)
  }
  for (const model of models.values()) await model.dispose()
  kernels.dispose()

  function isWanted(known, anew) {
    return !known || (anew && known.commit !== commit)
  }
}
