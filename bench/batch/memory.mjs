import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain, inFolder } from './explain.mjs'
import { drawMemory } from './memory-chart.mjs'
import { writePictures } from './pictures.mjs'

const workers = 2
const pageBytes = 4096

/** Memory of parent and workers over a thousand pictures with few forwards each, as a chart and as figures. Linux only. */
export async function measureMemory({ command, pictures, model, out }) {
  const count = pictures ?? 1000
  return await inFolder(async (folder) => {
    await writePictures(join(folder, 'pictures'), count)
    const samples = []
    let watching
    await explain(command, folder, ['pictures', ...model, '--budget', '32', '--workers', String(workers)], (child) => {
      watching = setInterval(() => samples.push(sample(child.pid, join(folder, 'telltale-out', 'journal.jsonl'))), 1000)
    }).finally(() => clearInterval(watching))
    const full = samples.filter((each) => each.workers.length === workers && each.pictures > 0)
    writeFileSync(join(out, 'batch-memory.svg'), drawMemory(full, count))
    const half = full.filter(({ pictures: done }) => done >= count / 2)
    const quarter = full.filter(({ pictures: done }) => done >= count / 10 && done < count / 4)
    const largest = (list) => Math.max(...list.map((each) => Math.max(...each.workers)))
    return `largest worker ${megabytes(largest(quarter))} between 10 and 25 % of ${count} pictures, ${megabytes(largest(half))} in the second half; parent ${megabytes(Math.max(...quarter.map(({ parent }) => parent)))} and ${megabytes(Math.max(...half.map(({ parent }) => parent)))}`
  })
}

/** Bytes in memory of the parent and of each worker, and pictures done so far. */
function sample(parent, journal) {
  const isWorker = (pid) => read(`/proc/${pid}/cmdline`).includes('worker-process') && parentOf(pid) === parent
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return {
    pictures: read(journal).split('\n').length - 1,
    parent: residentBytes(parent),
    workers: pids
      .filter(isWorker)
      .map(residentBytes)
      .sort((a, b) => a - b),
  }
}

const residentBytes = (pid) => Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * pageBytes
const parentOf = (pid) => Number(read(`/proc/${pid}/stat`).replace(/^.*\)/s, '').trim().split(' ')[1])

/** What has ended meanwhile has no text. */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`
