import { join } from 'node:path'
import { median, table } from '../samples.mjs'
import { explain, inFolder, spentIn } from './explain.mjs'
import { writePictures } from './pictures.mjs'

const rounds = 3

/** Pictures per second of one and of two workers, in turn, from the first picture's beginning to the last one's end; and what is not the model. */
export async function measureSpeed({ command, pictures, model }) {
  const count = pictures ?? 20
  return await inFolder(async (folder) => {
    await writePictures(join(folder, 'pictures'), count)
    const rows = [['workers', 'pictures', 'pictures/s', 'processor s/picture', 'outside the model', 'the same within documents']]
    const ratios = []
    const efforts = []
    for (let round = 0; round < rounds; round++) {
      const rates = []
      const seconds = []
      for (const workers of [1, 2]) {
        const out = join(folder, `out-${workers}-${round}`)
        const { processor } = await explain(command, folder, ['pictures', ...model, '--out', out, '--workers', String(workers)])
        const spent = spentIn(out)
        rates.push((1000 * spent.documents) / spent.wall)
        seconds.push(processor / spent.documents)
        rows.push([
          workers,
          spent.documents,
          rates.at(-1).toFixed(3),
          seconds.at(-1).toFixed(2),
          percent(1 - spent.model / (workers * spent.wall)),
          percent(1 - spent.model / spent.total),
        ])
      }
      efforts.push(seconds[1] / seconds[0])
      ratios.push(rates[1] / rates[0])
    }
    return `two workers against one: ${listed(ratios)} times the pictures per second, ${listed(efforts)} times the processor time of a picture\n${table(rows)}`
  })
}

const listed = (values) => `${median(values).toFixed(2)} (${values.map((value) => value.toFixed(2)).join(', ')})`
const percent = (share) => `${(100 * share).toFixed(1)} %`
